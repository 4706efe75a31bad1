// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdio>

namespace muster {

/// Writes the line with a line feed and hands it to the system at once.
void printLine(FILE *stream, const QByteArray &line);

/// One line for a person on standard error, whatever the sentence holds.
void complain(const QString &sentence);

} // namespace muster
