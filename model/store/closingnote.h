// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <QString>

#include <chrono>
#include <optional>

namespace muster {

/// A file beside a database, `muster.db.closed`, that says how this program left it, its size and the moment
/// at which anything of it last changed, and when its every page was last looked at. While it is as it was
/// left, a look would most likely find what it found before, and of 100,000 machines it takes a third of a
/// second; a disk that forgets is noticed after kLookAgain. A program that is killed leaves no note. Any
/// thread.
namespace closingnote {

inline constexpr std::chrono::hours kLookAgain{7 * 24};

/// When every page was last looked at; nothing unless that is less than kLookAgain ago and the database is as
/// the note says. A note that cannot be read is none.
std::optional<Timestamp> lastLook(const QString &database, Timestamp now);
/// Before the database is opened to be written to.
void remove(const QString &database);
/// After its last connection was closed; nothing is noted while a journal is left.
void write(const QString &database, Timestamp lookedAt);

} // namespace closingnote
} // namespace muster
