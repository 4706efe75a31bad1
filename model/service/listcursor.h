// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace muster {

/// A place in the list order as it travels: `c1_` + 16 lower-case hex digits of the row sequence (contract
/// HTTP, list order).
QString listCursor(qint64 sequence);

/// The sequence; nothing for a text that listCursor() cannot have written.
std::optional<qint64> sequenceOfCursor(const QString &cursor);

} // namespace muster
