// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"
#include "challenge.h"
#include "identitylookup.h"
#include "machine.h"
#include "registryentry.h"
#include "result.h"

#include <QByteArray>

#include <functional>

namespace muster {

/// What one write command may do. Only valid inside StoreWriter::write, on the writer's thread. Nothing here
/// computes: no cryptography, no JSON of documents, no network. A call that fails fails the command: its
/// savepoint is rolled back.
class WriteSession
{
public:
    virtual ~WriteSession() = default;

    /// Keeps at most 16 open challenges per identity (the oldest goes) and drops used or expired ones after
    /// 24 h.
    virtual Result<void> insertChallenge(const StoredChallenge &challenge) = 0;
    /// Marks it used. MachineIdentityProofInvalid / challenge_used | unknown_challenge | too_many_attempts,
    /// MachineIdentityProofExpired at or after its expiry.
    virtual Result<void> consumeChallenge(const QString &challengeId, Timestamp now) = 0;
    /// One more wrong signature; answers how many there are now.
    virtual Result<int> countWrongAttempt(const QString &challengeId) = 0;

    /// MachineIdentityExists when a record that is not archived holds the identity.
    virtual Result<void> insertMachine(const Machine &machine, const QByteArray &document) = 0;
    /// Replaces the row if its revision is still `expectedRevision`; else PreconditionFailed.
    /// `machine.revision` is stored as given (expectedRevision + 1).
    virtual Result<void> updateMachine(const Machine &machine, const QByteArray &document,
                                       qint64 expectedRevision) = 0;

    virtual Result<void> upsertRegistryEntry(const RegistryEntry &entry) = 0;
    /// False when the registry did not know the identity.
    virtual Result<bool> removeRegistryEntry(const IdentityRef &identity) = 0;
    virtual Result<qint64> registryRevision() = 0;
    /// Replaces what was known of the identity; an older answer than the kept one changes nothing. Grows the
    /// registry revision when the facts change.
    virtual Result<void> storeResolution(const StoredResolution &resolution) = 0;
    /// Forgets answers from before `before` for identities that no record holds.
    virtual Result<void> dropResolutions(Timestamp before) = 0;

    /// Removes every machine, challenge and identity; the audit log and the instance stay.
    virtual Result<void> clearRecords() = 0;

    virtual Result<void> appendAuditEvent(const AuditEvent &event) = 0;
    /// Removes at most `most` events from before a moment, the oldest first; answers how many.
    virtual Result<int> pruneAuditEvents(Timestamp before, int most) = 0;

    /// Runs on the writer's thread once the command is on disk, in commit order; never when it failed.
    virtual void onCommitted(std::function<void()> action) = 0;
};

/// The one writer of a workspace. write() may be called from any thread but the writer's; it blocks until the
/// command is committed and synced, or has failed. Commands that wait together are committed together, a
/// savepoint each.
class StoreWriter
{
public:
    virtual ~StoreWriter() = default;
    virtual Result<void> write(std::function<Result<void>(WriteSession &)> command) = 0;
};

} // namespace muster
