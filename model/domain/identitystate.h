// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace muster {

/// What a registry says of an identity as a whole.
enum class IdentityState { Usable, NotFound, Inactive, NoEvmController, HomedElsewhere };

/// `usable`, or the word of `details.reason` for an identity that cannot be used (contract ID-15).
QLatin1StringView identityStateName(IdentityState state);

std::optional<IdentityState> identityStateFromName(QStringView name);

} // namespace muster
