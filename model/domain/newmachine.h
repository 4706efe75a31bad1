// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityproof.h"
#include "result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace muster {

/// What a client asks to be registered.
struct NewMachine
{
    QString displayName;
    QString ownerId;
    QString machineType;
    QString runtimeProfile;
    std::optional<IdentityRef> identityRef;
    std::optional<ProofInput> identityProof;
    QStringList capabilities;
    QMap<QString, QString> labels;
    QStringList policyIds;
    QStringList skillKeys;
    bool operator==(const NewMachine &) const = default;

    /// The same with names trimmed, as it is stored.
    NewMachine normalised() const;
    /// Every field that breaks a limit of the contract (HTTP, field limits); empty when all is well.
    QList<Issue> issues() const;
};

} // namespace muster
