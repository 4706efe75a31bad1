// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"
#include "caller.h"
#include "machine.h"
#include "registryentry.h"

namespace muster {

class Clock;

/// What an event is about.
struct AuditSubject
{
    QString resourceType; ///< `machine`, `challenge`, `identity`, `request`, `audit`
    QString resourceId;
    /// The identity behind it where the resource is no machine.
    std::optional<IdentityRef> identityRef = std::nullopt;
};

/// An event with a fresh id, at the clock's now.
AuditEvent auditEvent(const Clock &clock, const Caller &caller, const QString &type,
                      const AuditSubject &subject, const QJsonObject &payload);

/// `machine.created` with all members of the new record.
AuditEvent creationEvent(const Clock &clock, const Caller &caller, const Machine &machine);

/// `machine.activated`, `machine.degraded`, `machine.blocked` or `machine.archived` when the state changed,
/// else `machine.updated`, with the changed members before and after.
AuditEvent updateEvent(const Clock &clock, const Caller &caller, const Machine &before, const Machine &after);

/// `registry.updated`, or `registry.removed` without an entry after: the changed members before and after,
/// all of them where the registry did not know the identity or knows it no more.
AuditEvent registryEvent(const Clock &clock, const Caller &caller, const IdentityRef &identity,
                         const std::optional<RegistryEntry> &before,
                         const std::optional<RegistryEntry> &after);

} // namespace muster
