// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace muster {

/// How the identity registry behaves while a test simulates its failure.
struct SimulatedFault
{
    bool unreachable = false;
    std::chrono::milliseconds delay{0}; ///< before it answers, rightly or not

    bool isNone() const { return !unreachable && delay.count() == 0; }
    bool operator==(const SimulatedFault &) const = default;
};

/// The faults that are simulated now, for all identities or for single ones. Any thread.
class SimulatedFaults
{
public:
    static constexpr std::chrono::milliseconds kLongestDelay{60'000};

    /// Without an identity it is for all of them and what was said of single ones is forgotten; with one, it
    /// goes before what is said of all. Delays that run are cut short.
    void set(const std::optional<IdentityRef> &identity, SimulatedFault fault);
    SimulatedFault of(const IdentityRef &identity) const;
    /// Blocks the calling thread for the identity's delay (none: what is said of all of them), until the
    /// faults change, or until end(); answers the fault that then holds.
    SimulatedFault waitOut(const std::optional<IdentityRef> &identity);
    /// No delay holds anybody up from now on. For the end of the server.
    void end();

    struct Named
    {
        std::optional<IdentityRef> identity; ///< none: all others
        SimulatedFault fault;
    };
    QList<Named> all() const; ///< those that are faults, the general one first

private:
    SimulatedFault lockedOf(const std::optional<IdentityRef> &identity) const;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    SimulatedFault m_general;
    QHash<QString, Named> m_single; ///< by did
    quint64 m_changes = 0;
    bool m_ended = false;
};

} // namespace muster
