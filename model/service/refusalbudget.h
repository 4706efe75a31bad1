// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <functional>
#include <mutex>

namespace muster {

/// Bounds what refused writes may add to the audit log: ten events a second, the rest counted (contract AUD).
/// Any thread.
class RefusalBudget
{
public:
    static constexpr int kPerSecond = 10;

    struct Grant
    {
        bool granted = false;
        int notRecorded = 0; ///< refusals since the last grant that found no room; only with `granted`
    };
    Grant take(Timestamp now);
    /// Refusals since the last grant that found no room; they count as told then.
    int takeNotRecorded();
    /// Called, on the thread of take(), when the first refusal finds no room; an empty one ends that.
    void setOverflowListener(std::function<void()> listener);

private:
    std::mutex m_mutex;
    qint64 m_second = 0;
    int m_usedInSecond = 0;
    int m_notRecorded = 0;
    std::function<void()> m_overflowed;
};

} // namespace muster
