// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QList>
#include <QString>

#include <optional>

namespace muster {

/// The orchestration record's state (contract LIFE).
enum class MachineStatus { Draft, Active, Degraded, Blocked, Archived };

/// `draft`, `active`, `degraded`, `blocked`, `archived`.
QString machineStatusName(MachineStatus status);
std::optional<MachineStatus> machineStatusFromName(QStringView name);

/// The states that may follow, in the order of the enum, without the state itself. Empty for Archived.
QList<MachineStatus> nextStatuses(MachineStatus from);

/// Nothing for a legal move or none at all; VALIDATION_ERROR at /status naming both states and the allowed
/// ones.
Result<void> checkStatusMove(MachineStatus from, MachineStatus to);

/// Whether the move demands a verified identity: into active or degraded, and out of blocked except to
/// archived.
bool needsVerifiedIdentity(MachineStatus from, MachineStatus to);

} // namespace muster
