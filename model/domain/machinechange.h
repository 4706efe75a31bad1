// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QList>
#include <QMetaType>

namespace muster {

/// A record as it stands after a committed write. A receiver that holds a higher revision ignores it.
struct MachineChange
{
    Machine machine;
    bool operator==(const MachineChange &) const = default;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::MachineChange)
