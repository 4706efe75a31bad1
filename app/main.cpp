// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopprogram.h"
#include "memorydumps.h"
#include "windowlesswords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// muster: the window by default; `muster serve`, `muster ctl` and `muster export` without one.
int main(int argc, char **argv)
{
    if (argc > 1 && muster::isWindowlessWord(argv[1])) {
        QCoreApplication application(argc, argv);
        QCoreApplication::setApplicationName(u"muster"_s);
        QCoreApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
        return muster::runWindowless(QCoreApplication::arguments().mid(1), u"muster"_s);
    }
#ifdef NDEBUG
    // A system that refuses it is no reason to refuse the user: nothing else depends on it.
    [[maybe_unused]] const bool forbidden = muster::forbidMemoryDumps();
#endif
    return muster::runDesktop(argc, argv);
}
