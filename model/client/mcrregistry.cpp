// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrregistry.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kTimeoutMilliseconds = 5000;
constexpr qint64 kLongestAnswer = 1 << 20;
constexpr int kLongestRetryAfter = 3600;

Error unreachable(const IdentityRef &identity, const QString &why, int retryAfterSeconds)
{
    return Error{ErrorCode::PeaqosIdentityUnavailable,
                 u"The registry could not say who controls %1: %2."_s.arg(identity.did(), why),
                 {{u"reason"_s, u"resolver_unreachable"_s}, {u"retryable"_s, true}},
                 std::max(1, retryAfterSeconds),
                 {}};
}

int retryAfter(const QNetworkReply &reply)
{
    return std::clamp(reply.rawHeader("Retry-After").toInt(), 0, kLongestRetryAfter);
}

UpstreamAnswer notThere(const QString &reason, Timestamp at)
{
    return {{}, true, reason, at};
}

Result<UpstreamAnswer> judge(const IdentityRef &identity, const QNetworkReply &reply, const QByteArray &body,
                             Timestamp at)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 404)
        return notThere(u"identity_not_found"_s, at);
    if (status == 409)
        return notThere(u"homed_elsewhere"_s, at);
    if (status == 200 && reply.error() == QNetworkReply::NoError) {
        if (const auto answer = readMcrMachine(identity, body, at))
            return *answer;
        return Failure(unreachable(identity, u"its answer is not the one that a registry documents"_s, 0));
    }
    const QString why = status > 0 ? u"it answered HTTP %1"_s.arg(status) : reply.errorString();
    return Failure(unreachable(identity, why, retryAfter(reply)));
}

} // namespace

/// The part that lives on the network thread.
class McrRegistry::Caller : public QObject
{
public:
    Caller(QUrl base, const Clock &clock) : m_base(std::move(base)), m_clock(clock) {}

    void ask(const IdentityRef &identity, const Answered &answered)
    {
        if (!m_network)
            m_network = new QNetworkAccessManager(this);
        QUrl url = m_base;
        url.setPath(m_base.path() + u"/machine/"_s + identity.did());
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setTransferTimeout(kTimeoutMilliseconds);
        request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("muster/" MUSTER_VERSION));
        QNetworkReply *reply = m_network->get(request);
        auto body = std::make_shared<QByteArray>();
        connect(reply, &QNetworkReply::readyRead, reply, [reply, body] {
            body->append(reply->readAll());
            if (body->size() > kLongestAnswer)
                reply->abort();
        });
        connect(reply, &QNetworkReply::finished, this, [this, reply, body, identity, answered] {
            body->append(reply->readAll());
            reply->deleteLater();
            answered(judge(identity, *reply, *body, m_clock.now()));
        });
    }

private:
    QUrl m_base;
    const Clock &m_clock;
    QNetworkAccessManager *m_network = nullptr;
};

McrRegistry::McrRegistry(QUrl base, const Clock &clock) : m_caller(new Caller(std::move(base), clock))
{
    m_thread.setObjectName(u"registry"_s);
    m_caller->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_caller, &QObject::deleteLater);
    m_thread.start();
}

McrRegistry::~McrRegistry()
{
    m_thread.quit();
    m_thread.wait();
}

void McrRegistry::ask(const IdentityRef &identity, Answered answered)
{
    QMetaObject::invokeMethod(m_caller, [caller = m_caller, identity, answered = std::move(answered)] {
        caller->ask(identity, answered);
    });
}

} // namespace muster
