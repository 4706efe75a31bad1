// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// Whether the first word of a command line names what runs without a window but needs what signs, so that
/// muster-server has it not: `sign` and `verify`.
bool isSigningWord(QByteArrayView word);

/// Runs it with the arguments after that word and answers the exit code. Needs a QCoreApplication. `program`
/// is what the person typed, for help.
int runSigningWord(QStringList arguments, const QString &program);

} // namespace muster
