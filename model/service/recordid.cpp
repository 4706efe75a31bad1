// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordid.h"

#include <QRandomGenerator>

namespace muster {
namespace {

QString sixteenDigits()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

} // namespace

QString newRecordId(QLatin1StringView prefix)
{
    return prefix + sixteenDigits();
}

QString newNonce()
{
    return sixteenDigits() + sixteenDigits() + sixteenDigits() + sixteenDigits();
}

} // namespace muster
