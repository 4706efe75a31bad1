// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorenvelope.h"

#include "strictjson.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr int kQuotedCharacters = 80;
constexpr int kMessageLength = 1000;
constexpr int kCodeLength = 100;

/// The beginning of the body as one line that can be shown to people.
QString quoted(const QByteArray &body)
{
    QString line;
    const QString text = QString::fromUtf8(body.left(kQuotedCharacters * 8)).simplified();
    for (const QChar c : text) {
        if (c.isPrint() && c != QChar::ReplacementCharacter)
            line += c;
        if (line.size() == kQuotedCharacters)
            break;
    }
    return line;
}

Error badResponse(const QByteArray &body, int httpStatus, int retryAfterSeconds)
{
    const QString beginning = quoted(body);
    QString message =
        u"The service answered HTTP %1 without the error object of the orchestration API"_s.arg(httpStatus);
    if (!beginning.isEmpty())
        message += u": "_s + beginning;
    return Error{ErrorCode::BadResponse, message, {{u"httpStatus"_s, httpStatus}}, retryAfterSeconds, {}};
}

QJsonObject detailsOf(const QJsonValue &details)
{
    if (details.isObject())
        return details.toObject();
    if (details.isUndefined() || details.isNull())
        return {};
    return {{u"details"_s, details}};
}

} // namespace

QByteArray errorEnvelope(const Error &error)
{
    const bool ours = error.code <= ErrorCode::Foreign;
    const QJsonObject content{
        {u"code"_s, ours ? error.codeName() : errorCodeName(ErrorCode::InternalError)},
        {u"message"_s,
         ours ? error.message : u"The service could not finish this request; its log says why."_s},
        {u"details"_s, ours ? error.details : QJsonObject()}};
    return QJsonDocument(QJsonObject{{u"error"_s, content}}).toJson(QJsonDocument::Compact);
}

Error errorFromEnvelope(const QByteArray &body, int httpStatus, int retryAfterSeconds)
{
    const Result<QJsonValue> document = readStrictJson(body);
    if (!document)
        return badResponse(body, httpStatus, retryAfterSeconds);
    const QJsonObject content = document->toObject().value("error"_L1).toObject();
    const QString name = content.value("code"_L1).toString();
    if (name.isEmpty() || !content.value("message"_L1).isString())
        return badResponse(body, httpStatus, retryAfterSeconds);

    Error error;
    error.code = errorCodeFromName(name);
    error.message = content.value("message"_L1).toString().left(kMessageLength);
    error.details = detailsOf(content.value("details"_L1));
    error.retryAfterSeconds = retryAfterSeconds;
    if (error.code == ErrorCode::Foreign)
        error.foreignCode = name.left(kCodeLength);
    return error;
}

} // namespace muster::wire
