// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace muster {

/// Faults of identity resolution that are switched on and off while a server runs. Shared by all stacks; any thread.
struct ResolverFaults
{
    std::atomic<bool> unavailable{false};
    std::atomic<int> delayMilliseconds{0}; ///< 0 to 60,000
};

} // namespace muster
