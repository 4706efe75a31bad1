// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "timestamp.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// What the text of a challenge says.
struct ChallengeFacts
{
    IdentityRef identityRef;
    QString challengeId;
    QString instanceId; ///< the orchestrator that asks
    QString nonce;      ///< 64 hex digits
    Timestamp issuedAt;
    Timestamp expiresAt;
};

/// The exact bytes to sign: ASCII lines joined by LF, none at the end (contract ID, challenge).
QByteArray challengeText(const ChallengeFacts &facts);

/// Whether a text asks for exactly this identity.
bool challengeTextNames(const QByteArray &text, const IdentityRef &identity);

} // namespace muster
