// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// A file beside a database, `muster.db.closed`, that says how this program left it: its size and the moment
/// at which anything of it last changed, which nobody can set. While that is so, a look at every page would
/// find what it found before: of 100,000 machines it takes a third of a second. A program that is killed
/// leaves no note. Any thread.
namespace closingnote {

/// Whether the database is as the note says. A note that cannot be read is none.
bool holds(const QString &database);
/// Before the database is opened to be written to.
void remove(const QString &database);
/// After its last connection was closed; nothing is noted while a journal is left.
void write(const QString &database);

} // namespace closingnote
} // namespace muster
