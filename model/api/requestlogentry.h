// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace muster {

/// One line of the request log; secrets are masked before it is made.
struct RequestLogEntry
{
    Timestamp time;
    QString requestId;
    QString method;
    QString
        path; ///< with query, values of secret-looking keys masked; empty when the request line was refused
    int status = 0;
    QString code; ///< error code of the answer, empty below 400
    qint64 microseconds = 0;
    QString client; ///< user agent, at most 100 characters
};

/// A request target as it may be logged: at most 500 characters, `***` for the value of every query key that
/// contains `key`, `token` or `secret`.
QString loggedPath(const QByteArray &target);

} // namespace muster

Q_DECLARE_METATYPE(muster::RequestLogEntry)
