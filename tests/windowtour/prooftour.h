// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proofwindow.h"
#include "windowtour.h"

namespace muster {

/// Machines that are proven again, several and one.
class ProofTour
{
public:
    ProofTour(ThemeChoice theme, TourVisit visit);

    /// False when something that was to be shown did not come.
    bool takeAll();

private:
    bool many();
    bool one();
    bool visit(const QString &name, QDialog *dialog);

    TourVisit m_visit;
    ProofWindow m_place;
};

} // namespace muster
