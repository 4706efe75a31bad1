// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicestack.h"

#include <condition_variable>
#include <deque>
#include <mutex>

class QThread;

namespace muster {

/// A thread with a service stack of its own that runs jobs in the order they came. The stack is made and
/// destroyed on that thread.
class StackWorker
{
public:
    /// Called exactly once, on the worker's thread with the stack or the reason why there is none, or with
    /// Cancelled on the thread that ends the worker or that came after its end.
    using Job = std::function<void(const Result<ServiceStack *> &)>;

    explicit StackWorker(StackFactory makeStack);
    ~StackWorker(); ///< ends it and waits for the running job

    /// Any thread; never blocks.
    void post(Job job);
    /// No further job runs; those that wait are called with Cancelled. Any thread; does not wait for the one
    /// that runs.
    void end();

private:
    void run();
    std::optional<Job> next();

    StackFactory m_makeStack;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace muster
