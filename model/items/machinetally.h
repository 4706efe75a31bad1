// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <array>

namespace muster {

/// How many records a fleet has in each state, and how many of those in use are not verified.
struct MachineTally
{
    static constexpr std::size_t kStatuses = 5;

    int of(MachineStatus status) const { return counts.at(static_cast<std::size_t>(status)); }
    void add(const Machine &machine)
    {
        ++counts.at(static_cast<std::size_t>(machine.status));
        if (!machine.verification || machine.verification->state == Verification::State::NotChecked)
            return;
        ++judged;
        notVerified += machine.verification->state == Verification::State::Verified ? 0 : 1;
    }

    std::array<int, kStatuses> counts{};
    int judged = 0;      ///< of which the service says whether their proof holds
    int notVerified = 0; ///< failed, or not to be judged now; archived ones are never judged
};

} // namespace muster
