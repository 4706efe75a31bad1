// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// `ctl`: sends one command to the control socket of a running server and says what came of it. Arguments
/// after that word; answers the exit code: 0 done, 1 refused or no server there, 2 wrong use. Every wait
/// ends, but for a log that is followed.
int runCtl(const QStringList &arguments, const QString &program);

} // namespace muster
