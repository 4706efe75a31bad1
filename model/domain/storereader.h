// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "challenge.h"
#include "identitylookup.h"
#include "machine.h"
#include "registryentry.h"
#include "result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace muster {

/// A machine row: the record, its place in the list order, and its rendered wire document (opaque here).
struct StoredMachine
{
    Machine machine;
    qint64 sequence = 0;
    QByteArray document;
};

/// A place in the audit log's order, which is by time and then by sequence.
struct AuditPlace
{
    Timestamp createdAt;
    qint64 sequence = 0;
    bool operator==(const AuditPlace &) const = default;
};

/// An event with its place in the order.
struct StoredAuditEvent
{
    AuditEvent event;
    qint64 sequence = 0;
};

/// Reads one workspace. One object, one thread, one connection; every call may answer StorageFailure.
class StoreReader
{
public:
    virtual ~StoreReader() = default;

    virtual Result<std::optional<StoredMachine>> machine(const QString &id) = 0;
    /// The record that holds the identity now; archived ones do not hold theirs.
    virtual Result<std::optional<StoredMachine>> machineHolding(const IdentityRef &identity) = 0;
    /// Rows with a sequence above `after`, in sequence order, at most `limit`.
    virtual Result<QList<StoredMachine>> machinesAfter(qint64 after, int limit) = 0;
    /// Events that the filters of `query` let through, newest first, at most `limit`, from behind `before`
    /// on, or from the newest. The query's own limit and cursor are not looked at.
    virtual Result<QList<StoredAuditEvent>>
    auditEvents(const AuditQuery &query, const std::optional<AuditPlace> &before, int limit) = 0;
    virtual Result<std::optional<StoredChallenge>> challenge(const QString &challengeId) = 0;
    virtual Result<std::optional<RegistryEntry>> registryEntry(const IdentityRef &identity) = 0;
    virtual Result<QList<RegistryEntry>> registryEntries() = 0;
    /// The active entries of an operator (EIP-55) in the order of their numbers: at most `limit` of those
    /// after the first `offset`.
    virtual Result<QList<RegistryEntry>> registryEntriesOf(const QString &operatorAddress, qint64 offset,
                                                           int limit) = 0;
    virtual Result<qint64> registryCountOf(const QString &operatorAddress) = 0;
    /// What an MCR last said of the identity.
    virtual Result<std::optional<StoredResolution>> resolution(const IdentityRef &identity) = 0;
    /// Identities of records that are not archived, of which no MCR has said anything since `before`: those
    /// never asked for first, then the oldest, at most `limit`.
    virtual Result<QList<IdentityRef>> identitiesToResolve(Timestamp before, int limit) = 0;
    /// Grows with every change of the embedded registry and of what an MCR says.
    virtual Result<qint64> registryRevision() = 0;
    virtual Result<qint64> machineCount() = 0;
    /// `orch_` + 16 hex digits, made once per workspace.
    virtual Result<QString> instanceId() = 0;
    /// Ready to serve: the file answers, and its schema is ours.
    virtual Result<void> check() = 0;
};

} // namespace muster
