// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// One proof that was made here, with everything it consisted of: who signed what for whom can be shown with
/// no network, and whatever the service says later.
struct KeptProof
{
    QString service;     ///< where it went: the URL of a remote service, or the folder of a local workspace
    Challenge challenge; ///< as the service answered it; the message to the byte
    QString signer;      ///< EIP-55
    QString signature;   ///< `0x` + 130 hex digits
    Timestamp madeAt = {};
    QByteArray record = {}; ///< the JSON record that the service answered with; empty: no answer known
    QString refusal = {};   ///< why the service made no record, one sentence; empty unless it refused
    bool operator==(const KeptProof &) const = default;
};

} // namespace muster
