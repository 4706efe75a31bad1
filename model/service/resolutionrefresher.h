// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "storereader.h"
#include "timestamp.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace muster {

class Clock;
class IdentityResolver;
class StoreWriter;

/// Keeps what the MCR says of registered identities warm, so that hardly anybody waits for the network
/// (contract ID-30): a thread that asks for those whose answer is no longer fresh, in turn, at the pace the
/// resolver allows. It also forgets answers of a day ago about identities that no record holds.
class ResolutionRefresher
{
public:
    using ReaderFactory = std::function<Result<std::unique_ptr<StoreReader>>()>;

    static constexpr int kBatch = 1000;
    static constexpr int kForgetSeconds = 24 * 3600;

    /// Looks around every `idle`, and every `busy` while something is due. All of them outlive this object.
    ResolutionRefresher(ReaderFactory makeReader, StoreWriter &writer, IdentityResolver &resolver,
                        const Clock &clock, std::chrono::milliseconds idle = std::chrono::seconds(10),
                        std::chrono::milliseconds busy = std::chrono::seconds(1));
    ~ResolutionRefresher();

private:
    void run();
    void refresh(StoreReader &reader);
    void forget();
    /// The age from which an answer is asked for again: the fresh time, but within the grace time.
    qint64 dueSeconds() const;

    ReaderFactory m_makeReader;
    StoreWriter &m_writer;
    IdentityResolver &m_resolver;
    const Clock &m_clock;
    const std::chrono::milliseconds m_idle;
    const std::chrono::milliseconds m_busy;

    std::deque<IdentityRef> m_due; ///< of this round; only the thread's own
    Timestamp m_forgotAt;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ended = false;
    std::thread m_thread;
};

} // namespace muster
