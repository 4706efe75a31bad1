// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "machine.h"
#include "machinepatch.h"
#include "machinequery.h"
#include "newmachine.h"
#include "servicehealth.h"

#include <QJsonObject>
#include <QJsonValue>

namespace muster::wire {

/// JSON shapes of the machine API (client-machines.md 2 and 3), shared by server and client. Writers never fail; readers
/// answer all faults at once with JSON Pointers. Any thread.

/// `withEvidence`: our extra member `evidence` inside identityProof, where the machine has it. `verification` is written
/// when set.
QJsonObject machineToJson(const Machine &machine, bool withEvidence);
Result<Machine> machineFromJson(const QJsonObject &object);

QJsonObject challengeToJson(const Challenge &challenge);
Result<Challenge> challengeFromJson(const QJsonObject &object);

QJsonObject newMachineToJson(const NewMachine &machine);
/// Types, presence and field limits. A missing identityRef or identityProof is left empty for the service to judge.
Result<NewMachine> newMachineFromJson(const QJsonValue &body);

/// Only what is set is written; an empty list or map is written as such.
QJsonObject machinePatchToJson(const MachinePatch &patch);
/// `null` clears an optional list or map and is an issue on any other member (contract HTTP, null in PATCH).
Result<MachinePatch> machinePatchFromJson(const QJsonValue &body);

/// `{"identityRef": …}`
Result<IdentityRef> challengeRequestFromJson(const QJsonValue &body);

QJsonObject healthToJson(const ServiceHealth &health);
Result<ServiceHealth> healthFromJson(const QJsonObject &object);
QJsonObject readinessToJson(const Readiness &readiness);
Result<Readiness> readinessFromJson(const QJsonObject &object);

} // namespace muster::wire
