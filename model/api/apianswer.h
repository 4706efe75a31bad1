// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requesthead.h"
#include "result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace muster {

/// One HTTP answer before it is bytes. The headers that every answer has are added by rendered().
struct ApiAnswer
{
    int status = 200;
    QByteArray body;                   ///< JSON, UTF-8; empty only with 204
    QList<RequestHead::Field> headers; ///< further ones: ETag, Allow, Retry-After
    QString errorCode;                 ///< as in the envelope; empty below 400
    std::optional<Error> refusal;      ///< what the envelope says; none below 400
    bool closeConnection = false;

    /// Status line, headers and body. `withBody` is false for HEAD, which has none (RFC 9110 9.3.2).
    QByteArray rendered(const QString &requestId, bool withBody = true) const;
};

/// Status line and headers of a 200 whose body goes on until the connection closes.
QByteArray streamHead(const QString &requestId, const QByteArray &contentType);

ApiAnswer jsonAnswer(int status, QByteArray body);
ApiAnswer jsonAnswer(int status, const QJsonObject &body);
ApiAnswer noContentAnswer();

/// The envelope with its status and, where the error says so, Retry-After. What belongs to this computer
/// alone (codes that never leave the program, internal errors) is answered as INTERNAL_ERROR in general words
/// and goes to the log.
ApiAnswer errorAnswer(const Error &error);

/// What a client hears for whom there is no place: at most `most` of `what` ("connections", "streams") are
/// served at once.
ApiAnswer fullAnswer(const QString &what, int most);

/// Writes what no client may read (paths, SQL) to this program's own log.
void logInternal(const Error &error);

} // namespace muster
