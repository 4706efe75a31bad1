// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// Whether the first word of a command line names what runs without a window: `serve`, `ctl`, `export`.
bool isWindowlessWord(QByteArrayView word);

/// Runs it with the arguments after that word and answers the exit code. Needs a QCoreApplication. `program`
/// is what the person typed, for help.
int runWindowless(QStringList arguments, const QString &program);

} // namespace muster
