// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityerrors.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Sentence
{
    QLatin1StringView reason;
    QLatin1StringView text;
};

constexpr std::array kSentences{
    Sentence{reason::kIdentityNotFound,
             "the identity registry does not know it; register the identity first"_L1},
    Sentence{reason::kIdentityInactive,
             "the identity registry says that it is not active; activate it first"_L1},
    Sentence{reason::kNoEvmController,
             "the identity registry names no EVM controller for it; add one first"_L1},
    Sentence{reason::kHomedElsewhere, "its home is another chain; its controllers cannot be checked here"_L1},
    Sentence{reason::kResolverUnreachable, "the identity registry does not answer; try again later"_L1},
    Sentence{reason::kControllerChanged,
             "the kept proof's signer controls the identity no longer; send a proof of a controller"_L1},
    Sentence{reason::kProofMissing, "the record has no identity proof; send one"_L1},
    Sentence{reason::kProofCorrupt, "the kept identity proof does not hold together; send a new one"_L1},
    Sentence{reason::kUnknownChallenge, "there is no such challenge; request a new one"_L1},
    Sentence{reason::kChallengeUsed, "the challenge was used already; request a new one"_L1},
    Sentence{reason::kChallengeForOther,
             "the challenge was made for another identity; request one for this"_L1},
    Sentence{reason::kChallengeExpired, "the challenge has expired; request a new one"_L1},
    Sentence{reason::kTooManyAttempts,
             "too many wrong signatures were sent for this challenge; request a new one"_L1},
    Sentence{
        reason::kMalformedSignature,
        "the signature is not a 65-byte (or EIP-2098) low-s signature in hex; sign the challenge again"_L1},
    Sentence{reason::kSignerNotController,
             "the signer is not a controller of the identity; sign with a controller's key"_L1},
};

QString sentence(QLatin1StringView reason)
{
    const auto *found = std::find_if(kSentences.begin(), kSentences.end(),
                                     [reason](const Sentence &s) { return s.reason == reason; });
    return found == kSentences.end() ? QString(reason) : QString(found->text);
}

Error withReason(ErrorCode code, const QString &message, QLatin1StringView reason, QJsonObject details)
{
    details.insert("reason"_L1, QString(reason));
    return Error{code, message, details, 0, {}};
}

} // namespace

Error identityUnavailable(const IdentityRef &identity, QLatin1StringView reason, int retryAfterSeconds)
{
    const bool retryable = reason == reason::kResolverUnreachable;
    Error error = withReason(ErrorCode::PeaqosIdentityUnavailable,
                             u"The identity %1 cannot be used: %2."_s.arg(identity.did(), sentence(reason)),
                             reason, {{u"retryable"_s, retryable}, {u"identityRef"_s, identity.did()}});
    error.retryAfterSeconds = retryable ? std::max(1, retryAfterSeconds) : 0;
    return error;
}

Error machineNotActivated(QLatin1StringView reason, QJsonObject details)
{
    return withReason(ErrorCode::MachineNotActivated,
                      u"The machine's identity is not verified: %1."_s.arg(sentence(reason)), reason,
                      std::move(details));
}

Error notActivatedFrom(const Error &resolverError)
{
    if (resolverError.code != ErrorCode::PeaqosIdentityUnavailable)
        return resolverError;
    const QString word = reasonOf(resolverError);
    for (const auto known : {reason::kIdentityNotFound, reason::kIdentityInactive, reason::kNoEvmController,
                             reason::kHomedElsewhere}) {
        if (word == known)
            return machineNotActivated(known);
    }
    return resolverError;
}

Error proofRefused(QLatin1StringView reason, QJsonObject details)
{
    const ErrorCode code = reason == reason::kChallengeExpired ? ErrorCode::MachineIdentityProofExpired
                                                               : ErrorCode::MachineIdentityProofInvalid;
    return withReason(code, u"The identity proof was refused: %1."_s.arg(sentence(reason)), reason,
                      std::move(details));
}

Error identityTaken(const IdentityRef &identity)
{
    return Error{ErrorCode::MachineIdentityExists,
                 u"Another machine is registered for %1; archive it first or use it."_s.arg(identity.did()),
                 QJsonObject{{u"identityRef"_s, identity.did()}},
                 0,
                 {}};
}

QString reasonOf(const Error &error)
{
    return error.details.value("reason"_L1).toString();
}

} // namespace muster
