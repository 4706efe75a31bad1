// SPDX-License-Identifier: GPL-3.0-or-later
#include "wrongkeybrake.h"

namespace muster {

WrongKeyBrake::WrongKeyBrake(const GuardLimits &limits)
    : m_limits(limits)
{}

std::chrono::milliseconds WrongKeyBrake::note(Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (now < m_blockedUntil)
        return std::chrono::ceil<std::chrono::milliseconds>(m_blockedUntil - now);
    while (!m_recent.empty() && m_recent.front() + m_limits.wrongKeyWindow <= now)
        m_recent.pop_front();
    m_recent.push_back(now);
    if (static_cast<int>(m_recent.size()) >= m_limits.wrongKeys) {
        m_recent.clear();
        m_blockedUntil = now + m_limits.wrongKeyBlock;
    }
    return std::chrono::milliseconds::zero();
}

} // namespace muster
