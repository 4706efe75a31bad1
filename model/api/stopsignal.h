// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace muster {

/// Ends every wait of the server's threads when it stops. Any thread.
class StopSignal
{
public:
    void raise();
    bool isRaised() const;
    /// Returns after `time` or as soon as the server stops.
    void waitFor(std::chrono::milliseconds time) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    bool m_raised = false;
};

} // namespace muster
