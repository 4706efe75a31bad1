// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

namespace muster {

/// A partial change: only what is set changes. Empty lists and maps clear.
struct MachinePatch
{
    std::optional<QString> displayName;
    std::optional<QString> ownerId;
    std::optional<QString> machineType;
    std::optional<QString> runtimeProfile;
    std::optional<MachineStatus> status;
    std::optional<IdentityRef> identityRef;
    std::optional<ProofInput> identityProof;
    std::optional<QStringList> capabilities;
    std::optional<QMap<QString, QString>> labels;
    std::optional<QStringList> policyIds;
    std::optional<QStringList> skillKeys;
    bool operator==(const MachinePatch &) const = default;

    bool isEmpty() const { return *this == MachinePatch{}; }
    /// Whether it does nothing but move to blocked or archived: allowed without a valid proof (contract ID,
    /// safety moves).
    bool isSafetyMove() const;
    MachinePatch normalised() const;
    QList<Issue> issues() const;
    /// The record with this patch's plain members applied; identity and proof are the service's to judge.
    Machine appliedTo(Machine machine) const;
    /// The patch that turns `before` into `after`, plain members and status only.
    static MachinePatch between(const Machine &before, const Machine &after);
};

} // namespace muster
