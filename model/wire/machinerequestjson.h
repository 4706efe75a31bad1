// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinepatch.h"
#include "newmachine.h"

#include <QJsonObject>
#include <QJsonValue>

namespace muster::wire {

/// JSON bodies of the requests that change machines (contract HTTP-8 to HTTP-11). Readers report
/// every fault at once, at most one kind of fault for each place: types, presence and the domain's field
/// limits. Members beyond the limit of a list are not looked at. Any thread.

/// Only what is set is written; empty lists are left out.
QJsonObject newMachineToJson(const NewMachine &machine);
/// A missing or null identityRef or identityProof is left empty for the service to judge. Where
/// `identityDemanded` a missing identityRef is an issue, and beside other issues a missing identityProof too;
/// alone it is the service's to refuse (contract ID-14).
Result<NewMachine> newMachineFromJson(const QJsonValue &body, bool identityDemanded = false);

/// Only what is set is written; an empty list or map is written as such.
QJsonObject machinePatchToJson(const MachinePatch &patch);
/// `null` clears an optional list or map and is an issue on any other member (contract LIFE-9).
Result<MachinePatch> machinePatchFromJson(const QJsonValue &body);

/// `{"identityRef": …}`
QJsonObject challengeRequestToJson(const IdentityRef &identity);
Result<IdentityRef> challengeRequestFromJson(const QJsonValue &body);

} // namespace muster::wire
