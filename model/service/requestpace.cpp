// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpace.h"

#include <algorithm>
#include <chrono>

namespace muster {
namespace {

constexpr qint64 kMinuteSeconds = 60;

int secondsUntil(Timestamp moment, Timestamp now)
{
    return int(std::max<qint64>(0, (moment.milliseconds - now.milliseconds + 999) / 1000));
}

} // namespace

Timestamp RequestPace::steadyNow()
{
    using namespace std::chrono;
    return {duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count()};
}

bool RequestPace::take(Timestamp now, int reserve)
{
    forget(now);
    if (now < m_heldUntil || int(m_taken.size()) + reserve >= kPerMinute)
        return false;
    m_taken.push_back(now);
    return true;
}

void RequestPace::holdUntil(Timestamp until)
{
    m_heldUntil = std::max(m_heldUntil, until);
}

int RequestPace::secondsToWait(Timestamp now) const
{
    const int held = secondsUntil(m_heldUntil, now);
    if (int(m_taken.size()) < kPerMinute)
        return held;
    return std::max(held, secondsUntil(m_taken.front().plusSeconds(kMinuteSeconds), now));
}

// A clock that was set back must not keep requests of the future counted for longer than a minute.
void RequestPace::forget(Timestamp now)
{
    for (Timestamp &taken : m_taken)
        taken = std::min(taken, now);
    while (!m_taken.empty() && m_taken.front().plusSeconds(kMinuteSeconds) <= now)
        m_taken.pop_front();
}

} // namespace muster
