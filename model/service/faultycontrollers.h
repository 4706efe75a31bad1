// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllersource.h"

namespace muster {

class SimulatedFaults;

/// A resolver that answers late or not at all while a test simulates that, and else as the one behind it. A
/// simulated failure says so in `details.simulated`. One object, one thread.
class FaultyControllers final : public ControllerSource
{
public:
    /// Both outlive this object.
    FaultyControllers(ControllerSource &behind, SimulatedFaults &faults);

    Result<Resolution> resolve(const IdentityRef &identity) override;
    /// A simulated delay holds no list up; a simulated silence is one here too.
    Result<Resolution> lastKnown(const IdentityRef &identity) override;

private:
    ControllerSource &m_behind;
    SimulatedFaults &m_faults;
};

} // namespace muster
