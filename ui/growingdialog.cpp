// SPDX-License-Identifier: GPL-3.0-or-later
#include "growingdialog.h"

#include <QEvent>
#include <QLayout>

namespace muster {

bool GrowingDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        demandHeight();
    return handled;
}

void GrowingDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    demandHeight();
}

void GrowingDialog::demandHeight()
{
    if (layout() && layout()->hasHeightForWidth())
        setMinimumHeight(layout()->totalHeightForWidth(width()));
}

} // namespace muster
