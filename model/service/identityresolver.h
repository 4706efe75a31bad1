// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"
#include "requestpace.h"
#include "servicehealth.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace muster {

class Clock;
class StoreWriter;

/// Asks the MCR on behalf of all threads (contract ID-28 to ID-33): equal questions under way are one, the
/// pace is kept, few may wait and none for long, and what the MCR says is stored before anybody hears of it.
/// Any thread; everybody has left before it goes.
class IdentityResolver
{
public:
    static constexpr int kMostWaiting = 32;
    static constexpr int kMostInBackground = 4;
    /// Requests of a minute that are left for those who have less.
    static constexpr int kAnswerReserve = 10;
    static constexpr int kBackgroundReserve = 20;
    static constexpr int kFailureSeconds = 5; ///< an identity whose look-up failed is let alone so long

    struct Limits
    {
        std::chrono::milliseconds answer{6'000}; ///< longer than a look-up takes
        std::chrono::milliseconds newer{500};
        /// What the pace is kept by: no clock that a test moves may hurry questions to others. Never goes
        /// back.
        std::function<Timestamp()> paceNow = &RequestPace::steadyNow;
    };
    /// What the one who asks has already.
    enum class Have {
        Nothing, ///< waits for as long as a look-up takes
        Answer,  ///< waits half a second at most, and not at all while the MCR is slower than that
    };

    /// `freshSeconds`: 0 to 3600. Writer and clock outlive this object.
    IdentityResolver(std::unique_ptr<IdentityLookup> lookup, StoreWriter &writer, const Clock &clock,
                     int freshSeconds, Limits limits);
    IdentityResolver(std::unique_ptr<IdentityLookup> lookup, StoreWriter &writer, const Clock &clock,
                     int freshSeconds = 600);
    ~IdentityResolver();

    /// What the MCR says now. PeaqosIdentityUnavailable / resolver_unreachable, with Retry-After, when there
    /// is no answer in time, the pace forbids the question or too many wait already.
    Result<StoredResolution> ask(const IdentityRef &identity, Have have);
    /// Asks unless that is done already or has just failed, and lets nobody wait; false when the pace or what
    /// is under way forbids it now.
    bool askInBackground(const IdentityRef &identity);

    /// Every wait, also a future one, ends at once.
    void endWaits();
    int freshSeconds() const { return m_freshSeconds; }
    /// How many threads wait for an answer now.
    int waiting() const;
    /// Passes as long as the last question was answered. Asks nobody.
    Readiness::Check check() const;

private:
    struct Flight
    {
        std::chrono::steady_clock::time_point started;
        bool background = false;
        std::optional<Result<StoredResolution>> result;
    };
    using FlightPointer = std::shared_ptr<Flight>;
    using Lock = std::unique_lock<std::mutex>;

    /// The flight of the identity, under way or begun now; none when it may not be asked.
    FlightPointer flightFor(const IdentityRef &identity, int reserve, Lock &lock);
    Result<StoredResolution> waitFor(const FlightPointer &flight, const IdentityRef &identity, Have have,
                                     Lock &lock);
    void landed(const IdentityRef &identity, const FlightPointer &flight, const Result<IdentityFacts> &facts);
    Result<StoredResolution> judged(const IdentityRef &identity, const Result<IdentityFacts> &facts) const;
    bool failedJustNow(const IdentityRef &identity) const;
    void noteFailure(const IdentityRef &identity, const Error &error);
    Error unreachable(const IdentityRef &identity) const;

    StoreWriter &m_writer;
    const Clock &m_clock;
    const int m_freshSeconds;
    const Limits m_limits;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<std::string, FlightPointer> m_flights;
    std::unordered_map<std::string, Timestamp> m_failedAt;
    RequestPace m_pace;
    int m_waiting = 0;
    bool m_slow = false; ///< the last look-up took longer than somebody with an answer waits
    bool m_ended = false;
    std::optional<QString> m_failure; ///< why the last look-up failed
    bool m_everAnswered = false;

    std::unique_ptr<IdentityLookup> m_lookup; ///< last: its threads call back into the members above
};

} // namespace muster
