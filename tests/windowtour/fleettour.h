// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultwindow.h"
#include "windowtour.h"

namespace muster {

/// The pages and dialogs of a fleet in a workspace, and what is said where there is none.
class FleetTour
{
public:
    FleetTour(ThemeChoice theme, const QSize &size, TourVisit visit);

    /// False when something that was to be shown did not come.
    bool takeAll();

private:
    bool fleet();
    bool emptyPlaces();
    bool inventory();
    bool audit();
    bool messages();
    bool dialogs();
    bool serverSettings();
    bool wizard();
    bool registry();
    bool conflict();
    /// Waits for the widget of this name.
    bool shows(const QString &widget) const;
    bool visit(const QString &name);
    bool visitDialog(const QString &name, QDialog *dialog);
    QDialog *waitFor(const QString &dialog);

    TourVisit m_visit;
    VaultWindow m_fixture;
};

} // namespace muster
