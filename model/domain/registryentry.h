// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"

#include <QString>
#include <QStringList>

namespace muster {

/// One identity of the embedded registry: who controls it (contract ID, resolver).
struct RegistryEntry
{
    IdentityRef identityRef;
    QStringList controllers; ///< EIP-55
    QString operatorAddress; ///< EIP-55 or empty
    QString name;
    bool bonded = true;
    bool active = true;
    QString rating = {}; ///< one of creditRatings(); empty: its credit is not rated
    bool operator==(const RegistryEntry &) const = default;
};

} // namespace muster
