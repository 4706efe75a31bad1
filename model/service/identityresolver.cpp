// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityresolver.h"

#include "address.h"
#include "clock.h"
#include "identityerrors.h"
#include "storewriter.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Q_LOGGING_CATEGORY(lcResolver, "muster.resolver")

std::string keyOf(const IdentityRef &identity)
{
    return identity.number().toStdString();
}

} // namespace

IdentityResolver::IdentityResolver(std::unique_ptr<IdentityLookup> lookup, StoreWriter &writer,
                                   const Clock &clock, int freshSeconds, Limits limits)
    : m_writer(writer)
    , m_clock(clock)
    , m_freshSeconds(freshSeconds)
    , m_limits(std::move(limits))
    , m_lookup(std::move(lookup))
{}

IdentityResolver::IdentityResolver(std::unique_ptr<IdentityLookup> lookup, StoreWriter &writer,
                                   const Clock &clock, int freshSeconds)
    : IdentityResolver(std::move(lookup), writer, clock, freshSeconds, Limits())
{}

IdentityResolver::~IdentityResolver()
{
    endWaits();
}

Result<StoredResolution> IdentityResolver::ask(const IdentityRef &identity, Have have)
{
    Lock lock(m_mutex);
    if (m_ended || (have == Have::Nothing && m_waiting >= kMostWaiting))
        return Failure(unreachable(identity));
    const FlightPointer flight = flightFor(identity, have == Have::Answer ? kAnswerReserve : 0, lock);
    if (!flight)
        return Failure(unreachable(identity));
    return waitFor(flight, identity, have, lock);
}

bool IdentityResolver::askInBackground(const IdentityRef &identity)
{
    Lock lock(m_mutex);
    const auto inBackground = std::count_if(m_flights.begin(), m_flights.end(),
                                            [](const auto &entry) { return entry.second->background; });
    if (m_ended || inBackground >= kMostInBackground)
        return false;
    if (m_flights.contains(keyOf(identity)) || failedJustNow(identity))
        return true;
    const FlightPointer flight = flightFor(identity, kBackgroundReserve, lock);
    if (flight)
        flight->background = true;
    return flight != nullptr;
}

IdentityResolver::FlightPointer IdentityResolver::flightFor(const IdentityRef &identity, int reserve,
                                                            Lock &lock)
{
    const std::string key = keyOf(identity);
    if (const auto found = m_flights.find(key); found != m_flights.end())
        return found->second;
    if (failedJustNow(identity) || !m_pace.take(m_limits.paceNow(), reserve))
        return nullptr;
    auto flight = std::make_shared<Flight>();
    flight->started = std::chrono::steady_clock::now();
    m_flights.emplace(key, flight);
    lock.unlock();
    m_lookup->ask(identity, [this, identity, flight](const Result<IdentityFacts> &facts) {
        landed(identity, flight, facts);
    });
    lock.lock();
    return flight;
}

bool IdentityResolver::failedJustNow(const IdentityRef &identity) const
{
    const auto failed = m_failedAt.find(keyOf(identity));
    const Timestamp now = m_clock.now();
    return failed != m_failedAt.end() && now >= failed->second &&
           now < failed->second.plusSeconds(kFailureSeconds);
}

Result<StoredResolution> IdentityResolver::waitFor(const FlightPointer &flight, const IdentityRef &identity,
                                                   Have have, Lock &lock)
{
    const bool mayWait = m_waiting < kMostWaiting && !(have == Have::Answer && m_slow);
    if (!flight->result && mayWait) {
        const auto deadline = flight->started + (have == Have::Answer ? m_limits.newer : m_limits.answer);
        ++m_waiting;
        const bool ended =
            m_changed.wait_until(lock, deadline, [&] { return flight->result.has_value() || m_ended; });
        --m_waiting;
        if (!ended && have == Have::Answer)
            m_slow = true;
    }
    return flight->result.value_or(Failure(unreachable(identity)));
}

// On the look-up's thread. What is stored first is there for whoever reads after the answer.
void IdentityResolver::landed(const IdentityRef &identity, const FlightPointer &flight,
                              const Result<IdentityFacts> &facts)
{
    Result<StoredResolution> resolution = judged(identity, facts);
    if (resolution) {
        const Result<void> stored = m_writer.write(
            [&resolution](WriteSession &session) { return session.storeResolution(*resolution); });
        if (!stored)
            qCWarning(lcResolver).noquote()
                << "An answer of the MCR could not be stored:" << stored.error().message;
    }
    const Lock lock(m_mutex);
    m_slow = std::chrono::steady_clock::now() - flight->started > m_limits.newer;
    m_flights.erase(keyOf(identity));
    if (!resolution) {
        noteFailure(identity, resolution.error());
        resolution = Failure(unreachable(identity));
    } else {
        if (m_failure)
            qCInfo(lcResolver) << "The MCR answers again.";
        m_failure.reset();
        m_everAnswered = true;
    }
    flight->result = std::move(resolution);
    m_changed.notify_all();
}

/// The answer with addresses as they are written here; one that cannot be an address spoils the answer.
Result<StoredResolution> IdentityResolver::judged(const IdentityRef &identity,
                                                  const Result<IdentityFacts> &facts) const
{
    if (!facts)
        return Failure(facts.error());
    StoredResolution resolution{identity, *facts, m_clock.now()};
    for (QString &text : resolution.facts.controllers) {
        Address::Fault fault{};
        const std::optional<Address> address = Address::parse(text, &fault);
        if (!address)
            return fail(ErrorCode::BadResponse,
                        u"The MCR names a controller of %1 that is no address: %2"_s.arg(
                            identity.did(), addressFaultText(fault)));
        text = address->text();
    }
    return resolution;
}

void IdentityResolver::noteFailure(const IdentityRef &identity, const Error &error)
{
    const Timestamp now = m_clock.now();
    std::erase_if(m_failedAt, [now](const auto &entry) {
        return now < entry.second || now >= entry.second.plusSeconds(kFailureSeconds);
    });
    m_failedAt.insert_or_assign(keyOf(identity), now);
    if (error.retryAfterSeconds > 0)
        m_pace.holdUntil(m_limits.paceNow().plusSeconds(error.retryAfterSeconds));
    // Said once, not for each of sixty questions a minute.
    if (!m_failure)
        qCWarning(lcResolver).noquote() << "The MCR does not answer:" << error.message;
    m_failure = error.message;
}

void IdentityResolver::endWaits()
{
    const Lock lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

int IdentityResolver::waiting() const
{
    const Lock lock(m_mutex);
    return m_waiting;
}

Readiness::Check IdentityResolver::check() const
{
    const Lock lock(m_mutex);
    if (m_failure)
        return {u"identity-resolver"_s, false, *m_failure};
    return {u"identity-resolver"_s, true,
            m_everAnswered ? u"The MCR answers."_s : u"The MCR has not been asked yet."_s};
}

Error IdentityResolver::unreachable(const IdentityRef &identity) const
{
    return identityUnavailable(identity, reason::kResolverUnreachable,
                               std::max(kFailureSeconds, m_pace.secondsToWait(m_limits.paceNow())));
}

} // namespace muster
