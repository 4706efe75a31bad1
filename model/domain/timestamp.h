// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <compare>
#include <optional>

namespace muster {

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
struct Timestamp
{
    qint64 milliseconds = 0;

    /// RFC 3339 in UTC with milliseconds and `Z`: `2026-11-23T22:14:40.000Z` (contract HTTP, timestamps).
    QString text() const;

    /// Reads RFC 3339 with an offset or `Z`, with or without a fraction; nothing else.
    static std::optional<Timestamp> parse(const QString &text);

    Timestamp plusSeconds(qint64 seconds) const { return {milliseconds + seconds * 1000}; }
    auto operator<=>(const Timestamp &) const = default;
};

} // namespace muster
