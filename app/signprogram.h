// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// Runs `muster sign` to its end: arguments after the word; answers the exit code (0 signed, 1 refused or
/// failed, 2 wrong use). Blocks; needs a QCoreApplication and no display. `program` is
/// what the person typed, for help.
int runSign(const QStringList &arguments, const QString &program);

} // namespace muster
