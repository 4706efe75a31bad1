// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditnotes.h"
#include "orchestrator.h"
#include "servicestack.h"

namespace muster {

class StackWorker;

/// The port's adapter for a workspace of this process: its own worker thread with its own stack, no socket
/// open. Audit events name `desktop`. Destroying it finishes every pending future with Cancelled; the call
/// that runs is waited for by whoever destroys the worker.
class LocalOrchestrator final : public Orchestrator
{
    Q_OBJECT

public:
    /// The stack is made on the worker thread; a failure answers every call with that error.
    LocalOrchestrator(StackFactory makeStack, ChangeFeed &feed, QObject *parent = nullptr);
    /// On a worker of the caller's, which serves nobody else: it is ended with this object.
    LocalOrchestrator(std::shared_ptr<StackWorker> worker, ChangeFeed &feed, QObject *parent = nullptr);
    ~LocalOrchestrator() override;

    QFuture<Result<ServiceHealth>> health() override;
    QFuture<Result<Readiness>> readiness() override;
    QFuture<Result<MachinePage>> listMachines(const MachineQuery &query) override;
    QFuture<Result<Machine>> machine(const QString &id, bool anyVerification = false) override;
    QFuture<Result<QByteArray>> machineAnswer(const QString &id) override;
    QFuture<Result<Challenge>> createChallenge(const IdentityRef &identity) override;
    QFuture<Result<Machine>> createMachine(const NewMachine &machine) override;
    QFuture<Result<Machine>> updateMachine(const QString &id, const MachinePatch &patch,
                                           std::optional<qint64> ifRevision = std::nullopt) override;
    QFuture<Result<void>> archiveMachine(const QString &id,
                                         std::optional<qint64> ifRevision = std::nullopt) override;
    QFuture<Result<AuditPage>> listAuditEvents(const AuditQuery &query) override;

private:
    template <typename T>
    QFuture<Result<T>> ask(std::function<Result<T>(MachineRegistry &)> call);
    /// A write; when it is refused, the audit log is told what was attempted.
    template <typename T>
    QFuture<Result<T>> change(const QString &attempt, const AuditSubject &subject,
                              std::function<Result<T>(MachineRegistry &)> call);

    std::shared_ptr<StackWorker> m_worker;
    std::unique_ptr<ChangeSubscription> m_subscription;
};

} // namespace muster
