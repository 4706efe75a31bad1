// SPDX-License-Identifier: GPL-3.0-or-later
#include "stopsignal.h"

namespace muster {

void StopSignal::raise()
{
    {
        const std::lock_guard lock(m_mutex);
        m_raised = true;
    }
    m_changed.notify_all();
}

bool StopSignal::isRaised() const
{
    const std::lock_guard lock(m_mutex);
    return m_raised;
}

void StopSignal::waitFor(std::chrono::milliseconds time) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, time, [this] { return m_raised; });
}

} // namespace muster
