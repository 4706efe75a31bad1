// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedcontrollers.h"

#include "identityerrors.h"

namespace muster {

Result<Resolution> ScriptedControllers::resolve(const IdentityRef &identity)
{
    ++lookups;
    if (unreachable.contains(identity.did()))
        return Failure(identityUnavailable(identity, reason::kResolverUnreachable, retryAfterSeconds));
    if (!controllers.contains(identity.did()))
        return Failure(identityUnavailable(identity, reason::kIdentityNotFound));
    return Resolution{controllers.value(identity.did()), true, {1'700'000'000'000}};
}

} // namespace muster
