// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "upstreamregistry.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace muster {

/// Ages and paces of answers from an upstream registry (contract ID, resolver). Seconds unless said.
struct ResolutionPolicy
{
    int fresh = 600;            ///< an older answer is refreshed in the background
    int grace = 3600;           ///< an older answer is no longer used
    int live = 60;              ///< a single read or a write asks anew when the answer is older
    int negative = 5;           ///< how long "not there" is believed
    int perMinute = 60;         ///< questions to the upstream
    int waiting = 32;           ///< callers that may wait at one time; the next is refused at once
    int waitMilliseconds = 5000;     ///< for an answer nobody has yet
    int refreshMilliseconds = 400;   ///< for a newer answer than the one at hand
};

/// Keeps what an upstream registry said, asks it at a bounded pace, and lets callers share one question. Shared by all
/// stacks of a workspace; any thread. std primitives inside.
class ResolutionDesk
{
public:
    enum class Need {
        Kept, ///< never calls out: lists
        Live, ///< asks when the kept answer is old: single reads and writes
    };
    /// Called on a thread of the registry's with every new answer, to store it.
    using Keep = std::function<void(const IdentityRef &, const UpstreamAnswer &)>;

    ResolutionDesk(UpstreamRegistry &upstream, const Clock &clock, ResolutionPolicy policy, Keep keep);
    ~ResolutionDesk(); ///< ends every wait

    /// `stored` is what the workspace holds, for identities that this process has not heard of yet.
    Result<UpstreamAnswer> resolve(const IdentityRef &identity, Need need, const std::optional<UpstreamAnswer> &stored);
    /// Ends every wait with resolver_unreachable; later calls answer what is kept.
    void shutDown();

private:
    struct Question;
    struct State;
    bool mayAsk(std::unique_lock<std::mutex> &lock);
    std::shared_ptr<Question> ask(std::unique_lock<std::mutex> &lock, const IdentityRef &identity);
    std::optional<UpstreamAnswer> usable(const IdentityRef &identity) const;
    Result<UpstreamAnswer> await(std::unique_lock<std::mutex> &lock, const std::shared_ptr<Question> &question,
                                 const std::optional<UpstreamAnswer> &atHand);
    static void take(const std::shared_ptr<State> &state, const IdentityRef &identity,
                     const std::shared_ptr<Question> &question, const Result<UpstreamAnswer> &answer);

    UpstreamRegistry &m_upstream;
    const Clock &m_clock;
    const ResolutionPolicy m_policy;
    std::shared_ptr<State> m_state; ///< outlives the desk while questions are under way
};

} // namespace muster
