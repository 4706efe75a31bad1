// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrexchanges.h"

#include "mcranswer.h"
#include "mcrconnection.h"
#include "plainexchange.h"

#include <QNetworkReply>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure cancelled()
{
    return fail(ErrorCode::Cancelled, u"The program ended before the MCR answered."_s);
}

} // namespace

McrExchanges::McrExchanges(QUrl base, std::chrono::milliseconds timeLimit)
    : m_base(std::move(base))
    , m_timeLimit(timeLimit)
{}

void McrExchanges::start(const IdentityRef &identity, IdentityLookup::Done done)
{
    if (m_cancelled) {
        done(cancelled());
        return;
    }
    const QByteArray address = m_base.toEncoded() + "/machine/" + identity.did().toLatin1();
    QNetworkReply *reply = m_network.get(plainRequest(QUrl::fromEncoded(address, QUrl::StrictMode)));
    m_exchanges.emplace(reply, Exchange{identity, std::move(done), {}, {}});
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { read(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    // Qt's own limit counts from the last byte that came, so a trickle would never meet it.
    auto *limit = new QTimer(reply);
    limit->setSingleShot(true);
    // A coarse one may come a twentieth too early.
    limit->setTimerType(Qt::PreciseTimer);
    connect(limit, &QTimer::timeout, this,
            [this, reply] { breakOff(reply, u"it took longer than %1 ms."_s.arg(m_timeLimit.count())); });
    limit->start(m_timeLimit);
}

void McrExchanges::cancelAll()
{
    m_cancelled = true;
    const auto waiting = std::move(m_exchanges);
    m_exchanges.clear();
    for (const auto &[reply, exchange] : waiting) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
        exchange.done(cancelled());
    }
}

void McrExchanges::read(QNetworkReply *reply)
{
    const auto found = m_exchanges.find(reply);
    if (found == m_exchanges.end() || !found->second.fault.isEmpty())
        return;
    QByteArray &body = found->second.body;
    body += reply->read(McrConnection::kLargestAnswer + 1 - body.size());
    if (body.size() > McrConnection::kLargestAnswer)
        breakOff(reply, u"it sent more than 256 KiB."_s);
}

void McrExchanges::breakOff(QNetworkReply *reply, const QString &why)
{
    const auto found = m_exchanges.find(reply);
    if (found == m_exchanges.end())
        return;
    found->second.fault = why;
    reply->abort();
}

void McrExchanges::finish(QNetworkReply *reply)
{
    if (reply->isOpen())
        read(reply);
    auto node = m_exchanges.extract(reply);
    if (node.empty())
        return;
    reply->deleteLater();
    node.mapped().done(verdict(reply, node.mapped()));
}

Result<IdentityFacts> McrExchanges::verdict(const QNetworkReply *reply, const Exchange &exchange)
{
    if (!exchange.fault.isEmpty())
        return fail(ErrorCode::NetworkFailure, u"The MCR was not waited for: "_s + exchange.fault);
    if (isBroken(reply) || statusOf(reply) == 0)
        return fail(ErrorCode::NetworkFailure,
                    u"The MCR could not be reached: %1."_s.arg(reply->errorString()));
    return wire::readMcrAnswer(statusOf(reply), exchange.body, exchange.identity, retryAfterOf(reply));
}

} // namespace muster
