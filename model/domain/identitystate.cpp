// SPDX-License-Identifier: GPL-3.0-or-later
#include "identitystate.h"

using namespace Qt::StringLiterals;

namespace muster {

QLatin1StringView identityStateName(IdentityState state)
{
    switch (state) {
    case IdentityState::Usable:
        return "usable"_L1;
    case IdentityState::NotFound:
        return "identity_not_found"_L1;
    case IdentityState::Inactive:
        return "identity_inactive"_L1;
    case IdentityState::NoEvmController:
        return "no_evm_controller"_L1;
    case IdentityState::HomedElsewhere:
        return "homed_elsewhere"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<IdentityState> identityStateFromName(QStringView name)
{
    for (const auto state : {IdentityState::Usable, IdentityState::NotFound, IdentityState::Inactive,
                             IdentityState::NoEvmController, IdentityState::HomedElsewhere}) {
        if (name == identityStateName(state))
            return state;
    }
    return std::nullopt;
}

} // namespace muster
