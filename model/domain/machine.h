// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityproof.h"
#include "machinestatus.h"
#include "verification.h"

#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace muster {

/// One machine record of the orchestration service (client-machines.md 3.1), by value.
struct Machine
{
    QString id; ///< `mach_` + 16 hex digits
    QString displayName;
    MachineStatus status = MachineStatus::Draft;
    QString ownerId;
    QString machineType;
    QString runtimeProfile;
    QStringList capabilities;
    QMap<QString, QString> labels; ///< keys verbatim as received
    QStringList policyIds;
    QStringList skillKeys;
    std::optional<IdentityRef> identityRef;
    std::optional<IdentityProof> identityProof;
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 revision = 0; ///< grows with every stored change; the ETag. 0: the service names none
    std::optional<Verification> verification;
    bool operator==(const Machine &) const = default;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::Machine)
