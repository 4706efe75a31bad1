// SPDX-License-Identifier: GPL-3.0-or-later
#include "displaywatch.h"

#include <QList>
#include <QString>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace muster {
namespace {

// The handler of Qt is a plain function, so what it remembers has to stand here.
QList<std::pair<QtMsgType, QString>> heldBack;

void hear(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtFatalMsg) {
        heldBack.append({type, text});
        return;
    }
    const QByteArray display = qgetenv("DISPLAY");
    std::fprintf(stderr, "muster: There is no display to open a window on%s%s; muster serve needs none.\n",
                 display.isEmpty() ? "" : ": Qt cannot use ", display.constData());
    std::_Exit(1);
}

} // namespace

DisplayWatch::DisplayWatch()
{
    qInstallMessageHandler(hear);
}

DisplayWatch::~DisplayWatch()
{
    qInstallMessageHandler(nullptr);
    for (const auto &[type, text] : std::exchange(heldBack, {}))
        qt_message_output(type, QMessageLogContext(), text);
}

} // namespace muster
