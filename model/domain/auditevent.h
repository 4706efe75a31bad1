// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "timestamp.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace muster {

/// One line of the audit log, written in the transaction of the change it tells of (contract AUD).
struct AuditEvent
{
    QString id;    ///< `evt_` + 16 hex digits
    QString actor; ///< `platform`, `desktop`, `system`, `pairing:<id>`, `agent:<id>`
    QString type;  ///< `machine.created`, `machine.updated`, `machine.archived`, `challenge.created`, …
    QString resourceType; ///< `machine`, `challenge`, `identity`, `request`, `audit`
    QString resourceId;
    QJsonObject payload; ///< before and after of the changed members; never a secret
    Timestamp createdAt;
    /// The identity it concerns where its resource is no machine: a machine's history shows it too. Stored,
    /// never on the wire.
    std::optional<IdentityRef> identityRef = std::nullopt;
    bool operator==(const AuditEvent &) const = default;
};

} // namespace muster
