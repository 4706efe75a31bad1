// SPDX-License-Identifier: GPL-3.0-or-later
#include "servesession.h"

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
    if (!arguments.isEmpty() && arguments.first() == "serve"_L1)
        arguments.removeFirst();
    return muster::runServe(arguments, u"muster-server"_s);
}
