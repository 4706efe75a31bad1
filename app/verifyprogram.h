// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// Runs `verify` to its end: arguments after that word; answers the exit code (0 all as it was written, 1 the
/// first entry that is not is named, 2 unreadable or wrong use). Needs neither a passphrase nor a display.
int runVerify(const QStringList &arguments, const QString &program);

} // namespace muster
