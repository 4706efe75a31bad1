// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowlesswords.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

/// muster-server: `muster serve` as a program without window, signing and vault, for machines without a
/// display.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"muster"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
    QStringList arguments = application.arguments().mid(1);
    if (arguments.contains("--version"_L1)) {
        std::printf("muster-server %s\n", MUSTER_VERSION);
        return 0;
    }
    if (arguments.isEmpty() || !muster::isWindowlessWord(qPrintable(arguments.first())))
        arguments.prepend(u"serve"_s);
    return muster::runWindowless(arguments, u"muster-server"_s);
}
