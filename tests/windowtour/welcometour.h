// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freshprofile.h"
#include "windowtour.h"

namespace muster {

/// What somebody sees who has no place yet, and the page again when there are some.
class WelcomeTour
{
public:
    WelcomeTour(ThemeChoice theme, const QSize &size, TourVisit visit);

    /// False when something that was to be shown did not come.
    bool takeAll();

private:
    bool visit(const QString &name);

    TourVisit m_visit;
    ThemeChoice m_theme;
    QSize m_size;
    FreshProfile m_profile;
};

} // namespace muster
