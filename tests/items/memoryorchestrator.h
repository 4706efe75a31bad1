// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"

#include <QPromise>

#include <memory>
#include <vector>

namespace muster {

/// A service that answers from a list, for tests of what stands in front of it. Pages wait until they are let
/// go, so that a test decides what comes between them.
class MemoryOrchestrator : public Orchestrator
{
    Q_OBJECT

public:
    using Orchestrator::Orchestrator;

    static Machine machineNumber(int number);

    QFuture<Result<ServiceHealth>> health() override;
    QFuture<Result<Readiness>> readiness() override;
    QFuture<Result<MachinePage>> listMachines(const MachineQuery &query) override;
    QFuture<Result<Machine>> machine(const QString &id, bool anyVerification = false) override;
    QFuture<Result<QByteArray>> machineAnswer(const QString &id) override;
    QFuture<Result<Challenge>> createChallenge(const IdentityRef &identity) override;
    QFuture<Result<Machine>> createMachine(const NewMachine &machine) override;
    QFuture<Result<Machine>> updateMachine(const QString &id, const MachinePatch &patch,
                                           std::optional<qint64> ifRevision) override;
    QFuture<Result<void>> archiveMachine(const QString &id, std::optional<qint64> ifRevision) override;
    /// Looks at actor, type and resource id of the filters.
    QFuture<Result<AuditPage>> listAuditEvents(const AuditQuery &query) override;

    /// The event `number`, `number` seconds into the log.
    static AuditEvent eventNumber(int number);

    /// Answers the pages asked for so far.
    void letPagesGo();

    QList<Machine> fleet;
    QList<MachineQuery> queries;       ///< every page that was asked for
    QList<AuditEvent> events;          ///< newest first
    QList<AuditQuery> auditQueries;    ///< every page of them that was asked for
    std::optional<Error> listFailure;  ///< answered instead of pages while set
    std::optional<Error> writeFailure; ///< answered instead of changes while set
    std::optional<qint64> lastIfRevision;
    bool holdPages = false;
    bool answersLater = false;  ///< each page with a turn of the event loop of its own, as from elsewhere
    bool listsRevisions = true; ///< lists of a service that numbers single answers only have none

private:
    Result<MachinePage> page(const MachineQuery &query) const;
    Result<AuditPage> page(const AuditQuery &query) const;

    struct Waiting
    {
        MachineQuery query;
        QPromise<Result<MachinePage>> promise;
    };
    struct WaitingAudit
    {
        AuditQuery query;
        QPromise<Result<AuditPage>> promise;
    };
    std::vector<Waiting> m_waiting;
    std::vector<WaitingAudit> m_waitingAudit;
};

} // namespace muster
