// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace muster {

struct ServiceContext;

/// Keeps a workspace's audit log: removes events that are older than the log reaches back, at the start and
/// then once a day, and writes down how many refusals found no room when no later one does (contract AUD-4,
/// AUD-8). A thread of its own.
class AuditKeeper
{
public:
    static constexpr int kDays = 400; ///< how far back the log reaches unless told otherwise
    static constexpr int kMostDays = 36500;
    /// Events removed in one write: what other writers wait for is short.
    static constexpr int kBatch = 1000;
    static constexpr std::chrono::milliseconds kCountDelay{1000};

    /// `context` outlives the keeper.
    AuditKeeper(const ServiceContext &context, int days);
    /// Waits for the write that runs, and writes the count down. Nobody refuses any more.
    ~AuditKeeper();

private:
    void work();
    void prune();
    bool isEnding();

    const ServiceContext &m_context;
    const int m_days;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ending = false;
    bool m_overflowed = false;
    std::thread m_thread;
};

} // namespace muster
