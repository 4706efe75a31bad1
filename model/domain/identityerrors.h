// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "result.h"

namespace muster {

/// The words of `details.reason` (contract ID).
namespace reason {
inline constexpr auto kIdentityNotFound = QLatin1StringView("identity_not_found");
inline constexpr auto kIdentityInactive = QLatin1StringView("identity_inactive");
inline constexpr auto kNoEvmController = QLatin1StringView("no_evm_controller");
inline constexpr auto kHomedElsewhere = QLatin1StringView("homed_elsewhere");
inline constexpr auto kResolverUnreachable = QLatin1StringView("resolver_unreachable");
inline constexpr auto kControllerChanged = QLatin1StringView("controller_changed");
inline constexpr auto kProofMissing = QLatin1StringView("proof_missing");
inline constexpr auto kProofCorrupt = QLatin1StringView("proof_corrupt");
inline constexpr auto kUnknownChallenge = QLatin1StringView("unknown_challenge");
inline constexpr auto kChallengeUsed = QLatin1StringView("challenge_used");
inline constexpr auto kChallengeForOther = QLatin1StringView("challenge_for_other_identity");
inline constexpr auto kChallengeExpired = QLatin1StringView("challenge_expired");
inline constexpr auto kTooManyAttempts = QLatin1StringView("too_many_attempts");
inline constexpr auto kMalformedSignature = QLatin1StringView("malformed_signature");
inline constexpr auto kSignerNotController = QLatin1StringView("signer_not_controller");
} // namespace reason

/// PEAQOS_IDENTITY_UNAVAILABLE with details {reason, retryable}. Only resolver_unreachable is retryable;
/// `retryAfterSeconds` counts only then.
Error identityUnavailable(const IdentityRef &identity, QLatin1StringView reason, int retryAfterSeconds = 0);

/// MACHINE_NOT_ACTIVATED with `reason` added to `details`.
Error machineNotActivated(QLatin1StringView reason, QJsonObject details = {});

/// What a read, or a write without a new proof, answers when its identity could not be resolved: the same
/// facts as MACHINE_NOT_ACTIVATED; a resolver that does not answer and anything else stay what they are.
Error notActivatedFrom(const Error &resolverError);

/// MACHINE_IDENTITY_PROOF_INVALID, or _EXPIRED for challenge_expired, with `reason` added to `details`.
Error proofRefused(QLatin1StringView reason, QJsonObject details = {});

/// MACHINE_IDENTITY_EXISTS.
Error identityTaken(const IdentityRef &identity);

/// `details.reason` of an error; empty when it has none.
QString reasonOf(const Error &error);

} // namespace muster
