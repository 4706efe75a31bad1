// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace muster {

/// One message that a pasted text may stand for.
struct PastedReading
{
    /// `exact`, or what was taken off, joined by `+`: `unindented` (the two blanks before the first line, as
    /// the public command line prints a challenge), `unindented-lines` (before every line), `lf` (CRLF is
    /// LF), `one-line-end` (all but one at the end), `no-line-end`.
    QString name;
    QString words; ///< the same for people: `without the line end at the end`
    QByteArray bytes;
};

/// The messages that `pasted` may stand for, the exact one first, each of other bytes; one alone where there
/// is nothing to ask. Nobody but the user knows which one is meant. Any thread.
QList<PastedReading> readingsOfPaste(const QByteArray &pasted);

} // namespace muster
