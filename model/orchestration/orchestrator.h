// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "challenge.h"
#include "machinechange.h"
#include "machinepatch.h"
#include "machinequery.h"
#include "newmachine.h"
#include "result.h"
#include "servicehealth.h"

#include <QFuture>
#include <QObject>

namespace muster {

/// The port: what any orchestrator can do, whether it runs in this process or behind HTTP. Calls return at
/// once from the thread the object lives in (the GUI thread) and never block; futures finish on any thread.
/// The same contract tests run against every adapter.
class Orchestrator : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<Result<ServiceHealth>> health() = 0;
    virtual QFuture<Result<Readiness>> readiness() = 0;

    virtual QFuture<Result<MachinePage>> listMachines(const MachineQuery &query) = 0;
    /// `anyVerification`: also one whose proof does not hold, with `verification`; our extension, not asked
    /// of a service that has none.
    virtual QFuture<Result<Machine>> machine(const QString &id, bool anyVerification = false) = 0;
    /// The body of the service's own answer about one record, byte for byte: for people to read, not to be
    /// taken apart here. Also of one whose proof does not hold, as above.
    virtual QFuture<Result<QByteArray>> machineAnswer(const QString &id) = 0;
    virtual QFuture<Result<Challenge>> createChallenge(const IdentityRef &identity) = 0;
    virtual QFuture<Result<Machine>> createMachine(const NewMachine &machine) = 0;
    /// `ifRevision`: change only if the record still has it, else PreconditionFailed.
    virtual QFuture<Result<Machine>> updateMachine(const QString &id, const MachinePatch &patch,
                                                   std::optional<qint64> ifRevision = std::nullopt) = 0;
    virtual QFuture<Result<void>> archiveMachine(const QString &id,
                                                 std::optional<qint64> ifRevision = std::nullopt) = 0;
    /// The service's audit log, newest first. A service that lacks a filter of ours is filtered here: its
    /// pages may come out shorter, and empty ones with a cursor.
    virtual QFuture<Result<AuditPage>> listAuditEvents(const AuditQuery &query) = 0;

signals:
    /// Committed changes, in commit order, at most one delivery per 50 ms; also those made by others, as far
    /// as the adapter can know of them.
    void machinesChanged(const QList<muster::MachineChange> &changes);
};

} // namespace muster
