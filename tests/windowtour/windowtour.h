// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QSize>
#include <QString>

#include <functional>

class QWidget;

namespace muster {

/// One thing that a person sees: the window on a page, or a dialog over it.
struct TourStop
{
    QString name;    ///< of its picture
    QWidget &front;  ///< the window, or the dialog
    QWidget *behind; ///< the window that a dialog is over; null for a page, or a dialog on its own
};

/// What is done there; false ends the tour.
using TourVisit = std::function<bool(const TourStop &)>;

/// Opens every page and every dialog of the program, one after the other, over a sample fleet with its keys
/// in a vault. The one list of them: who adds a window adds it here. `size`: of the window. Answers the name
/// of what did not come, or empty.
QString tourEveryWindow(ThemeChoice theme, const QSize &size, const TourVisit &visit);

/// A layout that changes what another one needs settles with the event after.
void settleLayouts();

} // namespace muster
