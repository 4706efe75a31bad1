// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "guardlimits.h"

#include <chrono>
#include <deque>
#include <mutex>

namespace muster {

/// Counts wrong API keys over all connections (docs/contract.md HTTP, wrong-key brake). Never asked about
/// right ones. Any thread.
class WrongKeyBrake
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit WrongKeyBrake(const GuardLimits &limits);

    /// One more wrong key: zero when it may be answered 401, else how long wrong keys are still answered 429.
    std::chrono::milliseconds note(Instant now);

private:
    GuardLimits m_limits;
    std::mutex m_mutex;
    std::deque<Instant> m_recent;
    Instant m_blockedUntil{};
};

} // namespace muster
