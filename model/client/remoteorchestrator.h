// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"

#include <QByteArray>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;

namespace muster {

/// How a remote service is reached.
struct RemoteProfile
{
    QUrl url;          ///< without /api/v1; see cleanServiceUrl()
    QByteArray apiKey; ///< empty: none is sent
};

/// Cleans what people paste: blanks, trailing slashes, `/api/v1`. VALIDATION_ERROR for anything but http(s) with a host.
Result<QUrl> cleanServiceUrl(const QString &typed);

/// The port's adapter over HTTP (client-machines.md). Lives on the GUI thread; nothing blocks. GET times out after 30 s,
/// the rest after 60 s; redirects are not followed. Own writes are announced through machinesChanged.
class RemoteOrchestrator final : public Orchestrator
{
    Q_OBJECT

public:
    explicit RemoteOrchestrator(RemoteProfile profile, QObject *parent = nullptr);
    ~RemoteOrchestrator() override;

    QFuture<Result<ServiceHealth>> health() override;
    QFuture<Result<Readiness>> readiness() override;
    QFuture<Result<MachinePage>> listMachines(const MachineQuery &query) override;
    QFuture<Result<Machine>> machine(const QString &id) override;
    QFuture<Result<Challenge>> createChallenge(const IdentityRef &identity) override;
    QFuture<Result<Machine>> createMachine(const NewMachine &machine) override;
    QFuture<Result<Machine>> updateMachine(const QString &id, const MachinePatch &patch,
                                           std::optional<qint64> ifRevision = std::nullopt) override;
    QFuture<Result<void>> archiveMachine(const QString &id, std::optional<qint64> ifRevision = std::nullopt) override;

private:
    RemoteProfile m_profile;
    QNetworkAccessManager *m_network;
};

} // namespace muster
