// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <QMetaType>
#include <QString>

namespace muster {

/// One line of the request log; secrets are masked before it is made (Redaction).
struct RequestLogEntry
{
    Timestamp time;
    QString requestId;
    QString method;
    QString path; ///< with query, as Redaction shows it; empty when the request line could not be read
    int status = 0;
    QString code; ///< error code of the answer, empty below 400
    qint64 microseconds = 0;
    QString client; ///< user agent, at most 100 characters
};

} // namespace muster

Q_DECLARE_METATYPE(muster::RequestLogEntry)
