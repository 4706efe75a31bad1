// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <deque>

namespace muster {

/// How often a service may be asked: at most kPerMinute requests in any minute, and none while the service
/// itself wants to be left alone. One thread at a time.
class RequestPace
{
public:
    static constexpr int kPerMinute = 60;

    /// Of a clock that nobody moves, counted from any moment.
    static Timestamp steadyNow();

    /// Takes one request if more than `reserve` are left now.
    bool take(Timestamp now, int reserve = 0);
    /// None before `until` (Retry-After).
    void holdUntil(Timestamp until);
    /// After how many seconds take() without a reserve can succeed; 0: now.
    int secondsToWait(Timestamp now) const;

private:
    void forget(Timestamp now);

    std::deque<Timestamp> m_taken; ///< in the last minute, oldest first
    Timestamp m_heldUntil;
};

} // namespace muster
