// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "identitystate.h"
#include "result.h"
#include "timestamp.h"

#include <QStringList>

#include <functional>

namespace muster {

/// What an MCR said of one identity.
struct IdentityFacts
{
    IdentityState state = IdentityState::Usable;
    QStringList controllers; ///< at least one when usable, else none
    bool bonded = true;
    bool operator==(const IdentityFacts &) const = default;
};

/// The same as it is kept, with its age.
struct StoredResolution
{
    IdentityRef identityRef;
    IdentityFacts facts; ///< controllers are EIP-55
    Timestamp resolvedAt;
    bool operator==(const StoredResolution &) const = default;
};

/// Asks an MCR elsewhere who controls an identity (contract ID-28). Any thread.
class IdentityLookup
{
public:
    /// The addresses in the facts are spelled as the MCR does and not yet judged. An error says why there is
    /// no answer, with the seconds after which the MCR wants to be asked again where it named them.
    using Done = std::function<void(const Result<IdentityFacts> &)>;

    virtual ~IdentityLookup() = default;

    /// Never blocks. `done` is called exactly once, on a thread of this object's own, not from within this
    /// call, after a few seconds at the latest; with Cancelled when the object goes before.
    virtual void ask(const IdentityRef &identity, Done done) = 0;
};

} // namespace muster
