// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"
#include "machine.h"
#include "result.h"

namespace muster {

class ChangeFeed;
class WriteSession;
struct ServiceContext;

/// The one transaction that stores a record: what may have changed since it was judged is checked again, the
/// challenge is consumed, the row and its audit event are written, and the change is published once it is on
/// disk.
struct MachineWrite
{
    Machine machine;
    std::optional<qint64> expectedRevision; ///< of the row that is replaced; none inserts
    std::optional<qint64> registryRevision; ///< of the registry that verified it; none: nothing depends on it
    std::optional<QString> consumes;        ///< id of the challenge whose proof it stores
    AuditEvent event;
};

/// Errors of the store as they are; registryMoved() when the registry changed since.
Result<void> storeMachine(const ServiceContext &context, const MachineWrite &write);

/// Whether the write failed only because the registry changed meanwhile: judge again.
bool registryMoved(const Error &error);

} // namespace muster
