// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "timestamp.h"

#include <QByteArray>
#include <QStringList>

namespace muster {

/// A text that a controller of an identity is asked to sign (client-machines.md 2.2).
struct Challenge
{
    QString challengeId; ///< `mic_` + 16 hex digits here; opaque from other services
    IdentityRef identityRef;
    QByteArray message; ///< exact bytes to sign, UTF-8, never trimmed
    Timestamp expiresAt;
    QStringList controllerAddresses; ///< EIP-55; at least one
    bool operator==(const Challenge &) const = default;
};

/// A challenge as the store keeps it.
struct StoredChallenge
{
    Challenge challenge;
    Timestamp issuedAt;
    int wrongAttempts = 0;
    std::optional<Timestamp> usedAt;
};

} // namespace muster
