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
    const auto stored = m_reader.resolution(identity);
    if (!stored)
        return Failure(stored.error());
    const bool usable = *stored && isUsable(**stored);
    if (usable && isYoung(**stored))
        return answerOf(**stored);
    // Who waits for an identity that was refused wants to hear that it is there by now; that may take long.
    const bool known = usable && (*stored)->facts.state == IdentityState::Usable;
    const Result<StoredResolution> asked =
        m_resolver.ask(identity, known ? IdentityResolver::Have::Answer : IdentityResolver::Have::Nothing);
    if (asked)
        return answerOf(*asked);
    return usable ? answerOf(**stored) : Failure(dated(asked.error(), *stored));
}

Result<Resolution> CachingResolver::lastKnown(const IdentityRef &identity)
{
    const auto stored = m_reader.resolution(identity);
    if (!stored)
        return Failure(stored.error());
    if (*stored && isUsable(**stored))
        return answerOf(**stored);
    return Failure(dated(identityUnavailable(identity, reason::kResolverUnreachable), *stored));
}

bool CachingResolver::isYoung(const StoredResolution &resolution) const
{
    const qint64 seconds = resolution.facts.state == IdentityState::Usable
                               ? std::min(kYoungSeconds, m_resolver.freshSeconds())
                               : kNegativeSeconds;
    return m_clock.now() < resolution.resolvedAt.plusSeconds(seconds);
}

bool CachingResolver::isUsable(const StoredResolution &resolution) const
{
    const qint64 age = m_clock.now().milliseconds - resolution.resolvedAt.milliseconds;
    return age >= -kClockSkewMs && age <= qint64(kGraceSeconds) * 1000;
}

Error CachingResolver::dated(Error error, const std::optional<StoredResolution> &last) const
{
    const bool past = last && last->resolvedAt.milliseconds <= m_clock.now().milliseconds + kClockSkewMs;
    if (past && error.code == ErrorCode::PeaqosIdentityUnavailable)
        error.details.insert("resolvedAt"_L1, last->resolvedAt.text());
    return error;
}

} // namespace muster
