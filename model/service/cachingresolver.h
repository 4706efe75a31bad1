// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllersource.h"
#include "identitylookup.h"

#include <optional>

namespace muster {

class Clock;
class IdentityResolver;
class StoreReader;

/// Answers from what an MCR said and is stored, and asks it again when that is too old (contract ID-29 to
/// ID-31). One object, one thread.
class CachingResolver final : public ControllerSource
{
public:
    static constexpr int kYoungSeconds = 60;   ///< an answer not older is not asked for again
    static constexpr int kNegativeSeconds = 5; ///< the same, for one that says no
    static constexpr int kGraceSeconds = 3600; ///< an answer not older counts while there is no newer one

    /// All of them outlive this object.
    CachingResolver(StoreReader &reader, IdentityResolver &resolver, const Clock &clock);

    Result<Resolution> resolve(const IdentityRef &identity) override;
    Result<Resolution> lastKnown(const IdentityRef &identity) override;

private:
    bool isYoung(const StoredResolution &resolution) const;
    /// Whether it is within the grace time.
    bool isUsable(const StoredResolution &resolution) const;
    /// `error`, with the moment of the last answer when there ever was one.
    Error dated(Error error, const std::optional<StoredResolution> &last) const;

    StoreReader &m_reader;
    IdentityResolver &m_resolver;
    const Clock &m_clock;
};

} // namespace muster
