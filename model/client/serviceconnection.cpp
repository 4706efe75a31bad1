// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceconnection.h"

#include "errorenvelope.h"
#include "plainexchange.h"
#include "sendoncebody.h"
#include "servicetrust.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A key with a line end in it would become a header of its own.
bool canBeSent(const QByteArray &key)
{
    return std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

qint64 revisionOf(const QByteArray &etag)
{
    if (etag.size() < 3 || !etag.startsWith('"') || !etag.endsWith('"'))
        return 0;
    const QByteArray digits = etag.sliced(1, etag.size() - 2);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return 0;
    return digits.toLongLong();
}

} // namespace

ServiceConnection::ServiceConnection(RemoteProfile profile, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
{
    if (m_profile.caFile.isEmpty())
        return;
    connect(&m_reading, &QFutureWatcherBase::finished, this, &ServiceConnection::takeCaFile);
    m_reading.setFuture(readCaFile(m_profile.caFile));
}

void ServiceConnection::takeCaFile()
{
    m_trusted = m_reading.result();
    // Each may destroy this object.
    const QPointer self(this);
    for (Waiting &next : std::exchange(m_waiting, {})) {
        if (self)
            send(next.request, std::move(next.done));
        else
            next.done(fail(ErrorCode::Cancelled, u"The connection was closed."_s));
    }
}

ServiceConnection::~ServiceConnection()
{
    const auto held = std::exchange(m_waiting, {});
    const auto waiting = std::move(m_exchanges);
    m_exchanges.clear();
    for (const auto &[reply, exchange] : waiting) {
        reply->disconnect(this);
        reply->abort();
    }
    const Failure cancelled = fail(ErrorCode::Cancelled, u"The connection to %1 was closed."_s.arg(place()));
    for (const auto &[reply, exchange] : waiting)
        exchange.done(cancelled);
    for (const Waiting &next : held)
        next.done(cancelled);
}

void ServiceConnection::send(const ServiceRequest &request, Done done)
{
    if (request.withKey && !canBeSent(m_profile.apiKey)) {
        done(Failure(validationError(
            {{u"/apiKey"_s, u"The API key holds a blank, a line end or a letter beyond ASCII, "
                            "which cannot be sent; enter it again."_s}})));
        return;
    }
    if (!m_profile.caFile.isEmpty() && !m_trusted) {
        m_waiting.push_back({request, std::move(done)});
        return;
    }
    if (m_trusted && !*m_trusted) {
        done(Failure(m_trusted->error()));
        return;
    }
    QNetworkReply *reply = start(networkRequest(request), request);
    m_exchanges[reply] = {std::move(done), request.method != "GET", {}, std::nullopt, {}, {}};
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { readBody(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    connect(reply, &QNetworkReply::sslErrors, this,
            [this, reply](const QList<QSslError> &errors) { keepTlsFault(reply, errors); });
}

void ServiceConnection::keepTlsFault(QNetworkReply *reply, const QList<QSslError> &errors)
{
    const auto found = m_exchanges.find(reply);
    if (found == m_exchanges.end() || errors.isEmpty())
        return;
    const QSslError &first = errors.first();
    found->second.tlsFault = first.errorString();
    found->second.certificate = certificateDetails(
        first.certificate().isNull() ? reply->sslConfiguration().peerCertificate() : first.certificate());
}

QString ServiceConnection::place() const
{
    const QString host = m_profile.url.host();
    return m_profile.url.port() < 0 ? host : QString(host + u':' + QString::number(m_profile.url.port()));
}

QNetworkRequest ServiceConnection::networkRequest(const ServiceRequest &request) const
{
    const QByteArray address = m_profile.url.toEncoded() + "/api/v1" + request.target;
    QNetworkRequest network = plainRequest(QUrl::fromEncoded(address, QUrl::StrictMode));
    const auto timeout = request.method == "GET" ? m_profile.readTimeout : m_profile.writeTimeout;
    network.setTransferTimeout(int(timeout.count()));
    if (request.body)
        network.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    if (request.ifRevision)
        network.setRawHeader("If-Match", '"' + QByteArray::number(*request.ifRevision) + '"');
    if (m_trusted) {
        QSslConfiguration tls = network.sslConfiguration();
        tls.setCaCertificates(**m_trusted);
        network.setSslConfiguration(tls);
    }
    if (request.withKey && !m_profile.apiKey.isEmpty())
        network.setRawHeader("x-api-key", m_profile.apiKey);
    return network;
}

QNetworkReply *ServiceConnection::start(const QNetworkRequest &network, const ServiceRequest &request)
{
    if (request.method == "GET")
        return m_network.get(network);
    auto body = std::make_unique<SendOnceBody>(request.body.value_or(QByteArray()));
    QNetworkReply *reply = m_network.sendCustomRequest(network, request.method, body.get());
    body.release()->setParent(reply);
    return reply;
}

void ServiceConnection::readBody(QNetworkReply *reply)
{
    const auto found = m_exchanges.find(reply);
    if (found == m_exchanges.end() || found->second.fault)
        return;
    Exchange &exchange = found->second;
    // read() makes room for all that it is asked for, so not for more than there is.
    exchange.body +=
        reply->read(std::min(reply->bytesAvailable(), kLargestAnswer + 1 - exchange.body.size()));
    if (exchange.body.size() <= kLargestAnswer)
        return;
    exchange.body.clear();
    exchange.fault = Error{
        ErrorCode::BadResponse,
        u"%1 sent more than 16 MiB for one answer; it was broken off. Check the address."_s.arg(place()),
        {{u"httpStatus"_s, statusOf(reply)}},
        0,
        {}};
    reply->abort();
}

void ServiceConnection::finish(QNetworkReply *reply)
{
    if (reply->isOpen())
        readBody(reply);
    auto node = m_exchanges.extract(reply);
    if (node.empty())
        return;
    reply->deleteLater();
    const Result<ServiceAnswer> result = verdict(reply, node.mapped());
    // Last: whoever hears of it may destroy this object.
    node.mapped().done(result);
}

Result<ServiceAnswer> ServiceConnection::verdict(QNetworkReply *reply, const Exchange &exchange) const
{
    if (exchange.fault)
        return Failure(*exchange.fault);
    if (isBroken(reply))
        return Failure(networkFault(reply, exchange));
    const int status = statusOf(reply);
    if (status >= 400)
        return Failure(wire::errorFromEnvelope(exchange.body, status, retryAfterOf(reply)));
    if (status >= 300)
        return Failure(redirectFault(reply, status));
    if (status < 200)
        return Failure(wire::errorFromEnvelope({}, status, 0));
    return ServiceAnswer{status, exchange.body, revisionOf(reply->rawHeader("ETag"))};
}

Error ServiceConnection::networkFault(const QNetworkReply *reply, const Exchange &exchange) const
{
    // Nobody can know whether a write that got no answer was done.
    const QString next = exchange.writes ? u" Look whether the change was made before you try again."_s
                                         : u" Try again, and check that the service is running."_s;
    QString message;
    switch (reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        message =
            u"%1 refused the connection: no service listens there. Start it, or check host and port of the "
            "address."_s.arg(place());
        break;
    case QNetworkReply::HostNotFoundError:
        message =
            u"The host %1 was not found. Check the spelling of the address and this computer's network."_s
                .arg(place());
        break;
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError: {
        const auto limit = exchange.writes ? m_profile.writeTimeout : m_profile.readTimeout;
        message =
            u"%1 sent nothing for %2 s."_s.arg(place(), QString::number(double(limit.count()) / 1000.0)) +
            next;
        break;
    }
    case QNetworkReply::SslHandshakeFailedError:
        message =
            u"No safe connection to %1 could be made: %2. Check the address, and the certificate of the "
            "service."_s.arg(place(), exchange.tlsFault.isEmpty() ? reply->errorString() : exchange.tlsFault);
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        message = u"%1 closed the connection before its answer was complete."_s.arg(place()) + next;
        break;
    default:
        message = u"%1 could not be reached: %2."_s.arg(place(), reply->errorString()) + next;
        break;
    }
    QJsonObject details;
    if (!exchange.certificate.isEmpty())
        details.insert("certificate"_L1, exchange.certificate);
    return Error{ErrorCode::NetworkFailure, message, details, 0, {}};
}

Error ServiceConnection::redirectFault(const QNetworkReply *reply, int status) const
{
    const QByteArray location = reply->rawHeader("Location");
    const QString host = m_profile.url.resolved(QUrl::fromEncoded(location)).host().left(200);
    const QString where = location.isEmpty() || host.isEmpty() ? u"elsewhere"_s : QString(u"to "_s + host);
    return Error{
        ErrorCode::BadResponse,
        u"%1 sends this request %2 (HTTP %3), which is not followed. If that is the service, use its own "
        "address."_s.arg(place(), where, QString::number(status)),
        {{u"httpStatus"_s, status}},
        0,
        {}};
}

} // namespace muster
