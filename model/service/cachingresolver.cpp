// SPDX-License-Identifier: GPL-3.0-or-later
#include "cachingresolver.h"

#include "clock.h"
#include "identityerrors.h"
#include "identityresolver.h"
#include "storereader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// An answer from further in the future than this was stored under a clock that was wrong.
constexpr qint64 kClockSkewMs = 60'000;

Result<Resolution> answerOf(const StoredResolution &stored)
{
    const IdentityFacts &facts = stored.facts;
    if (facts.state == IdentityState::Usable)
        return Resolution{facts.controllers, facts.bonded, stored.resolvedAt};
    Error refusal = identityUnavailable(stored.identityRef, identityStateName(facts.state));
    refusal.details.insert("resolvedAt"_L1, stored.resolvedAt.text());
    return Failure(refusal);
}

} // namespace

CachingResolver::CachingResolver(StoreReader &reader, IdentityResolver &resolver, const Clock &clock)
    : m_reader(reader)
    , m_resolver(resolver)
    , m_clock(clock)
{}

Result<Resolution> CachingResolver::resolve(const IdentityRef &identity)
{
    const auto stored = usable(identity);
    if (!stored)
        return Failure(stored.error());
    if (*stored && isYoung(**stored))
        return answerOf(**stored);
    // Who waits for an identity that was refused wants to hear that it is there by now; that may take long.
    const bool known = *stored && (*stored)->facts.state == IdentityState::Usable;
    const Result<StoredResolution> asked =
        m_resolver.ask(identity, known ? IdentityResolver::Have::Answer : IdentityResolver::Have::Nothing);
    if (asked)
        return answerOf(*asked);
    return *stored ? answerOf(**stored) : Failure(asked.error());
}

Result<Resolution> CachingResolver::lastKnown(const IdentityRef &identity)
{
    const auto stored = usable(identity);
    if (!stored)
        return Failure(stored.error());
    return *stored ? answerOf(**stored)
                   : Failure(identityUnavailable(identity, reason::kResolverUnreachable));
}

bool CachingResolver::isYoung(const StoredResolution &resolution) const
{
    const qint64 seconds = resolution.facts.state == IdentityState::Usable
                               ? std::min(kYoungSeconds, m_resolver.freshSeconds())
                               : kNegativeSeconds;
    return m_clock.now() < resolution.resolvedAt.plusSeconds(seconds);
}

Result<std::optional<StoredResolution>> CachingResolver::usable(const IdentityRef &identity)
{
    auto stored = m_reader.resolution(identity);
    if (!stored || !*stored)
        return stored;
    const qint64 age = m_clock.now().milliseconds - (*stored)->resolvedAt.milliseconds;
    if (age < -kClockSkewMs || age > qint64(kGraceSeconds) * 1000)
        stored->reset();
    return stored;
}

} // namespace muster
