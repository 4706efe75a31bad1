// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"

#include <functional>
#include <memory>

namespace muster {

/// A service in memory that checks signatures for real and refuses on demand, for tests of forms. Answers at
/// once, or, while `hold` is set, when release() is called.
class ScriptedOrchestrator : public Orchestrator
{
    Q_OBJECT

public:
    using Orchestrator::Orchestrator;

    struct Update
    {
        QString id;
        MachinePatch patch;
        std::optional<qint64> ifRevision;
    };

    QString instance = QStringLiteral("orch_00000000000000aa");
    QStringList controllers;
    qint64 challengeMilliseconds = 300'000;
    std::optional<QByteArray> challengeText; ///< instead of the contract's
    std::optional<QString> healthInstance;   ///< instead of `instance`
    std::optional<Error> healthError;
    std::optional<Error> challengeError; ///< each answers one call
    std::optional<Error> createError;
    std::optional<Error> updateError;
    bool hold = false;

    QList<Challenge> challenges;
    QList<NewMachine> created;
    QList<Update> updates;
    QMap<QString, Machine> machines;

    void release();
    /// As if another client had written it.
    void changeBehind(const Machine &machine);

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
    QFuture<Result<T>> answer(std::function<Result<T>()> work);
    Challenge makeChallenge(const IdentityRef &identity) const;
    Result<IdentityProof> prove(const NewMachine &machine) const;
    Result<Machine> create(const NewMachine &machine);
    Result<Machine> update(const Update &change);

    QList<std::function<void()>> m_held;
};

} // namespace muster
