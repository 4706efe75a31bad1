// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinerequestjson.h"
#include "servicejson.h"

#include "machine.h"

#include <QJsonObject>

namespace muster::wire {

/// JSON shape of a machine as the service answers it (contract HTTP-2, ID-18), shared by server and client.
/// Writers never fail; readers answer all faults at once with JSON Pointers (VALIDATION_ERROR), ignore
/// unknown members and refuse a known member of the wrong type. The revision is not part of it: it travels as
/// the ETag. Any thread.

/// `withEvidence`: our extra member `evidence` inside identityProof, where the machine has it. `verification`
/// is written when set. Lists and labels are always there; identityRef and identityProof are null where there
/// is none.
QJsonObject machineToJson(const Machine &machine, bool withEvidence);
/// `path` is the pointer to the object, which the issues start with.
Result<Machine> machineFromJson(const QJsonObject &object, const QString &path = {});
/// The same, but a record with faults comes marked (see recordfault.h), with what of it could be read. One
/// without a readable id gets one made from its content, `unreadable-` and 16 hex digits.
Machine markedMachineFromJson(const QJsonObject &object);

} // namespace muster::wire
