// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedfaults.h"

#include <algorithm>

namespace muster {

void SimulatedFaults::set(const std::optional<IdentityRef> &identity, SimulatedFault fault)
{
    fault.delay = std::clamp(fault.delay, std::chrono::milliseconds(0), kLongestDelay);
    {
        const std::scoped_lock lock(m_mutex);
        if (identity) {
            m_single.insert(identity->did(), {identity, fault});
        } else {
            m_single.clear();
            m_general = fault;
        }
        ++m_changes;
    }
    m_changed.notify_all();
}

SimulatedFault SimulatedFaults::of(const IdentityRef &identity) const
{
    const std::scoped_lock lock(m_mutex);
    return lockedOf(identity);
}

SimulatedFault SimulatedFaults::lockedOf(const std::optional<IdentityRef> &identity) const
{
    if (!identity)
        return m_general;
    const auto single = m_single.constFind(identity->did());
    return single == m_single.constEnd() ? m_general : single->fault;
}

SimulatedFault SimulatedFaults::waitOut(const std::optional<IdentityRef> &identity)
{
    std::unique_lock lock(m_mutex);
    const SimulatedFault fault = lockedOf(identity);
    if (fault.delay.count() > 0) {
        const quint64 seen = m_changes;
        m_changed.wait_for(lock, fault.delay, [this, seen] { return m_ended || m_changes != seen; });
    }
    return lockedOf(identity);
}

void SimulatedFaults::end()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

QList<SimulatedFaults::Named> SimulatedFaults::all() const
{
    const std::scoped_lock lock(m_mutex);
    QList<Named> faults;
    if (!m_general.isNone())
        faults.append({std::nullopt, m_general});
    QStringList dids = m_single.keys();
    dids.sort();
    for (const QString &did : std::as_const(dids)) {
        if (const Named named = m_single.value(did); !named.fault.isNone())
            faults.append(named);
    }
    return faults;
}

} // namespace muster
