// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinestatus.h"
#include "newmachine.h"

namespace muster {

/// One machine of the demo fleet as resources/demo/fleet.json describes it.
struct DemoMachine
{
    NewMachine machine;            ///< with identity, without proof
    QList<MachineStatus> statuses; ///< the moves after registration, in order
};

/// All of them; InternalError names what is wrong with the file that was built in.
Result<QList<DemoMachine>> readDemoMachines();

} // namespace muster
