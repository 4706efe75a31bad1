// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace muster {

/// An MCR as a test wants it: each question is answered as `says` says, on a thread of its own as the real
/// one does, once the test lets it. Any thread.
class ScriptedLookup final : public IdentityLookup
{
public:
    using Says = std::function<Result<IdentityFacts>(const IdentityRef &)>;

    explicit ScriptedLookup(Says says);
    ~ScriptedLookup() override;

    void ask(const IdentityRef &identity, Done done) override;

    void setSays(Says says);
    /// While held, questions are taken and not answered.
    void hold();
    void release();
    /// All identities that were asked for, in order.
    QStringList asked() const;

private:
    struct Question
    {
        IdentityRef identity;
        Done done;
    };
    void run();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Says m_says;
    std::deque<Question> m_waiting;
    QStringList m_asked;
    bool m_held = false;
    bool m_ended = false;
    std::thread m_thread;
};

/// Usable, bonded, controlled by these addresses.
IdentityFacts factsOf(const QStringList &controllers);

} // namespace muster
