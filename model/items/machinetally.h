// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinestatus.h"

#include <array>

namespace muster {

/// How many records a fleet has in each state, and how many of those in use are not verified or not
/// listed any more.
struct MachineTally
{
    static constexpr std::size_t kStatuses = 5;

    int of(MachineStatus status) const { return counts.at(static_cast<std::size_t>(status)); }

    std::array<int, kStatuses> counts{};
    int absent = 0;      ///< no longer listed by the service, and in its last state in `counts`
    int judged = 0;      ///< of which the service says whether their proof holds
    int notVerified = 0; ///< failed, or not to be judged now; archived ones are never judged
};

} // namespace muster
