// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowtour.h"

#include "fleettour.h"
#include "prooftour.h"
#include "signingtour.h"
#include "vaulttour.h"
#include "welcometour.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster {

void settleLayouts()
{
    for (int round = 0; round < 8; ++round)
        QCoreApplication::processEvents();
}

QString tourEveryWindow(ThemeChoice theme, const QSize &size, const TourVisit &visit)
{
    QString last = u"the first page"_s;
    const TourVisit noted = [&visit, &last](const TourStop &stop) {
        last = stop.name;
        settleLayouts();
        return visit(stop);
    };
    const bool done = WelcomeTour(theme, size, noted).takeAll() && FleetTour(theme, size, noted).takeAll() &&
                      VaultTour(theme, size, noted).takeAll() && SigningTour(noted).takeAll() &&
                      ProofTour(theme, noted).takeAll();
    return done ? QString() : u"after "_s + last;
}

} // namespace muster
