// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace muster {

/// One entry of the signing journal and its line. A value; any thread.
struct JournalEntry
{
    qint64 index = 0;
    Timestamp time;
    QString event;
    QJsonObject details;
    QByteArray previous; ///< hash of the entry before, 64 hex digits; zeros before the first

    /// What stands before the first entry.
    static QByteArray noHash();
    /// The entry of a line without its line end; nothing when it is not exactly what line() makes of one. The
    /// hash in it is not judged: that is `hash() == *claimed`.
    static std::optional<JournalEntry> parse(QByteArrayView line, QByteArray *claimed);

    /// SHA-256 over the entry, 64 hex digits.
    QByteArray hash() const;
    /// Compact JSON with the hash and a line end.
    QByteArray line() const;
};

} // namespace muster
