// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "timestamp.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace muster {

/// The message and signature behind a proof, kept so that it can be checked with no network (contract ID,
/// what is kept).
struct ProofEvidence
{
    QByteArray message; ///< exact bytes that were signed, UTF-8
    QString signature;  ///< `0x` + 130 lower-case hex digits, v 27 or 28
    bool operator==(const ProofEvidence &) const = default;
};

/// A verified statement that a controller of an identity signed our challenge (client-machines.md 2.4).
struct IdentityProof
{
    IdentityRef identityRef;
    QString signerAddress; ///< EIP-55
    QString challengeId;
    Timestamp verifiedAt;
    Timestamp challengeExpiresAt;
    QStringList controllerAddresses;       ///< EIP-55, as seen when it was verified
    std::optional<ProofEvidence> evidence; ///< absent in lists and from services that do not hand it out
    bool operator==(const IdentityProof &) const = default;
};

/// What a client sends to prove control of an identity.
struct ProofInput
{
    QString challengeId;
    QString signature; ///< as typed; judged by the service
    bool operator==(const ProofInput &) const = default;
};

} // namespace muster
