// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdio>
#include <functional>

namespace muster {

/// Writes the line with a line feed and hands it to the system at once, or to whom lines of standard error
/// are diverted. False when the system did not take it. Any thread.
bool printLine(FILE *stream, const QByteArray &line);

/// One line for a person on standard error, whatever the sentence holds.
void complain(const QString &sentence);

/// Lines for standard error go to `taker` from now on, from any thread; to standard error itself when it is
/// empty.
void divertErrorLines(std::function<void(const QByteArray &)> taker);

} // namespace muster
