// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopprogram.h"
#include "memorydumps.h"
#include "signingwords.h"
#include "windowlesswords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// muster: the window by default; `muster serve`, `ctl`, `export`, `sign` and `verify` without one.
int main(int argc, char **argv)
{
    const bool signs = argc > 1 && muster::isSigningWord(argv[1]);
    const bool windowless = argc > 1 && muster::isWindowlessWord(argv[1]);
#ifdef NDEBUG
    // A system that refuses it is no reason to refuse the user: nothing else depends on it.
    [[maybe_unused]] const bool forbidden = !windowless && muster::forbidMemoryDumps();
#endif
    if (signs || windowless) {
        QCoreApplication application(argc, argv);
        QCoreApplication::setApplicationName(u"muster"_s);
        QCoreApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
        const QStringList words = QCoreApplication::arguments().mid(1);
        return signs ? muster::runSigningWord(words, u"muster"_s) : muster::runWindowless(words, u"muster"_s);
    }
    return muster::runDesktop(argc, argv);
}
