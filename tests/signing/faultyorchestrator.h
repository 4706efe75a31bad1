// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"

#include <QPromise>

#include <memory>

namespace muster {

/// A fake of the orchestration port for injecting errors: it answers when, and what, the test says, and notes
/// what was asked. What the port does when all is well is tested on its real adapters.
class FaultyOrchestrator final : public Orchestrator
{
    Q_OBJECT

public:
    using Orchestrator::Orchestrator;

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
    QFuture<Result<AuditPage>> listAuditEvents(const AuditQuery &query) override;

    void answerChallenge(Result<Challenge> answer);
    void answerCreation(Result<Machine> answer);
    void answerUpdate(Result<Machine> answer);
    /// Ends every open call without a result, as an adapter does that goes away.
    void breakPromises();

    QStringList asked; ///< the calls in order
    std::optional<NewMachine> created;
    QString updatedId;
    std::optional<MachinePatch> patch;

private:
    std::unique_ptr<QPromise<Result<Challenge>>> m_challenge;
    std::unique_ptr<QPromise<Result<Machine>>> m_creation;
    std::unique_ptr<QPromise<Result<Machine>>> m_update;
};

} // namespace muster
