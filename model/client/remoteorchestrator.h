// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"
#include "remoteprofile.h"
#include "servicerequest.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace muster {

class PacedConnection;

/// The port's adapter over HTTP (contract HTTP-1 to HTTP-20). Lives on the GUI thread; nothing blocks.
/// Redirects are not followed. Own writes are announced through machinesChanged; what others change is not
/// known. Futures that are still open when it is destroyed finish with Cancelled. Extensions are only used
/// where health names them; without them a status is filtered here, and pages may come out shorter. Records
/// of lists carry revision 0: only single answers have an ETag.
class RemoteOrchestrator final : public Orchestrator
{
    Q_OBJECT

public:
    explicit RemoteOrchestrator(RemoteProfile profile, QObject *parent = nullptr);
    ~RemoteOrchestrator() override;

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
    using Extensions = Result<QStringList>;

    template <typename T>
    using Read = std::function<Result<T>(const ServiceAnswer &)>;

    /// Sends, reads the answer, calls `onDone` (while this object lives, and before the future finishes).
    template <typename T>
    QFuture<Result<T>> ask(const ServiceRequest &request, Read<T> read,
                           std::function<void(const Result<T> &)> onDone = {});
    /// `id`: the record that must come back; empty for a new one. `announced`: it was a write.
    QFuture<Result<Machine>> askForMachine(const ServiceRequest &request, const QString &id, bool announced);
    void sendList(const MachineQuery &query, const QStringList &extensions,
                  const std::shared_ptr<QPromise<Result<MachinePage>>> &promise);
    void sendAudit(const AuditQuery &query, const QStringList &extensions,
                   const std::shared_ptr<QPromise<Result<AuditPage>>> &promise);
    /// Asks health, where it is not known yet, and calls `send` with the extensions, or ends the promise.
    template <typename T>
    void sendExtended(const std::shared_ptr<QPromise<Result<T>>> &promise,
                      std::function<void(RemoteOrchestrator &, const QStringList &)> send);
    /// Calls `then` with what health lists, asked once; at once when it is known.
    void withExtensions(std::function<void(const Extensions &)> then);
    void announce(const Machine &machine);
    void deliverChanges();

    std::unique_ptr<PacedConnection> m_connection;
    std::optional<QStringList> m_extensions;
    std::vector<std::function<void(const Extensions &)>> m_waitingForHealth;
    QList<MachineChange> m_changes;
    QTimer m_delivery;
};

} // namespace muster
