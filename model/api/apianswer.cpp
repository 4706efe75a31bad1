// SPDX-License-Identifier: GPL-3.0-or-later
#include "apianswer.h"

#include "errorenvelope.h"
#include "httpstatus.h"

#include <QJsonDocument>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Q_LOGGING_CATEGORY(lcApi, "muster.api")

void addHeader(QByteArray &head, QByteArrayView name, QByteArrayView value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

void addSharedHeaders(QByteArray &head, const QString &requestId)
{
    addHeader(head, "X-Content-Type-Options", "nosniff");
    addHeader(head, "Cache-Control", "no-store");
    addHeader(head, "Content-Security-Policy", "default-src 'none'");
    addHeader(head, "x-request-id", requestId.toLatin1());
}

bool staysInside(ErrorCode code)
{
    return code == ErrorCode::InternalError || code >= ErrorCode::Foreign;
}

} // namespace

QByteArray ApiAnswer::rendered(const QString &requestId, bool withBody) const
{
    QByteArray bytes;
    bytes.reserve(512 + body.size());
    bytes.append("HTTP/1.1 ")
        .append(QByteArray::number(status))
        .append(' ')
        .append(reasonPhrase(status))
        .append("\r\n");
    if (status != 204) {
        addHeader(bytes, "Content-Type", "application/json");
        addHeader(bytes, "Content-Length", QByteArray::number(body.size()));
    }
    addSharedHeaders(bytes, requestId);
    for (const RequestHead::Field &header : headers)
        addHeader(bytes, header.name, header.value);
    if (closeConnection)
        addHeader(bytes, "Connection", "close");
    bytes.append("\r\n");
    if (withBody)
        bytes.append(body);
    return bytes;
}

QByteArray streamHead(const QString &requestId, const QByteArray &contentType)
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\n";
    addHeader(bytes, "Content-Type", contentType);
    addSharedHeaders(bytes, requestId);
    addHeader(bytes, "Connection", "close");
    return bytes.append("\r\n");
}

ApiAnswer jsonAnswer(int status, QByteArray body)
{
    ApiAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

ApiAnswer jsonAnswer(int status, const QJsonObject &body)
{
    return jsonAnswer(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

ApiAnswer noContentAnswer()
{
    ApiAnswer answer;
    answer.status = 204;
    return answer;
}

ApiAnswer errorAnswer(const Error &error)
{
    Error told = error;
    if (staysInside(error.code)) {
        logInternal(error);
        told = Error{
            ErrorCode::InternalError,
            u"The server could not do this. Its own log says why; the request may be sent again later."_s,
            {},
            error.retryAfterSeconds,
            {}};
    }
    ApiAnswer answer = jsonAnswer(httpStatus(told.code), wire::errorEnvelope(told));
    answer.errorCode = told.codeName();
    answer.refusal = told;
    if (told.retryAfterSeconds > 0)
        answer.headers.append({"Retry-After", QByteArray::number(told.retryAfterSeconds)});
    return answer;
}

ApiAnswer fullAnswer(const QString &what, int most)
{
    const Error error{
        ErrorCode::RateLimited,
        u"This server serves at most %1 %2 at once. Close one, or try again."_s.arg(most).arg(what),
        {{u"check"_s, what}, {u"limit"_s, most}},
        1,
        {}};
    ApiAnswer answer = errorAnswer(error);
    answer.closeConnection = true;
    return answer;
}

void logInternal(const Error &error)
{
    qCWarning(lcApi).noquote() << error.codeName() << error.message;
}

} // namespace muster
