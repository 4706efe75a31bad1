// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"
#include "machine.h"
#include "result.h"

namespace muster {

class Clock;
class ControllerSource;
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
    /// What is known of the kept proof now, for those who show the record; none: nothing was judged.
    std::optional<Verification> verification = std::nullopt;
};

/// Errors of the store as they are; registryMoved() when the registry changed since.
Result<void> storeMachine(const ServiceContext &context, const MachineWrite &write);

/// What a write that was judged just now knows of the proof it keeps, dated as the answer it was judged by.
Verification verificationAfter(const Machine &machine, ControllerSource &controllers, const Clock &clock);

/// Whether the write failed only because the registry changed meanwhile: judge again.
bool registryMoved(const Error &error);

} // namespace muster
