// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusalbudget.h"

#include <utility>

namespace muster {

RefusalBudget::Grant RefusalBudget::take(Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 second = now.milliseconds / 1000;
    if (second != m_second) {
        m_second = second;
        m_usedInSecond = 0;
    }
    if (m_usedInSecond == kPerSecond) {
        if (++m_notRecorded == 1 && m_overflowed)
            m_overflowed();
        return {};
    }
    ++m_usedInSecond;
    return {true, std::exchange(m_notRecorded, 0)};
}

int RefusalBudget::takeNotRecorded()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_notRecorded, 0);
}

void RefusalBudget::setOverflowListener(std::function<void()> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_overflowed = std::move(listener);
}

} // namespace muster
