// SPDX-License-Identifier: GPL-3.0-or-later
#include "creditratings.h"

using namespace Qt::StringLiterals;

namespace muster {

const QStringList &creditRatings()
{
    static const QStringList ratings{u"AAA"_s, u"AA"_s, u"A"_s, u"BBB"_s, u"BB"_s, u"B"_s};
    return ratings;
}

} // namespace muster
