// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "registryeditor.h"
#include "serverswitch.h"

#include <optional>

namespace muster {

/// Hands out what a test has prepared.
class TestConnector final : public Connector
{
    Q_OBJECT

public:
    Result<ServiceAddress> readAddress(const QString &typed) const override;
    Result<Connection> connectRemote(const ServiceProfile &profile, const QByteArray &apiKey) override;
    ApiKeyKeeper *apiKeys() override { return keeper; }
    QFuture<Result<Connection>> openWorkspace() override;
    /// Remembers what was chosen, and answers as openWorkspace().
    QFuture<Result<Connection>> openWorkspaceIn(const WorkspaceChoice &choice) override;

    std::shared_ptr<Orchestrator> workspace;
    /// Null: a client of its own for each connection, over the network.
    std::shared_ptr<Orchestrator> remote;
    ApiKeyKeeper *keeper = nullptr;
    std::shared_ptr<RegistryEditor> registry; ///< of the workspace
    std::optional<Error> workspaceFault;
    bool demo = false;
    QList<WorkspaceChoice> chosen;
    QString usedUrl;
    QByteArray usedKey;
};

/// A switch without a server behind it.
class TestServerSwitch final : public ServerSwitch
{
    Q_OBJECT

public:
    void start(quint16 port) override;
    void stop() override;
    bool isRunning() const override { return m_port != 0; }
    QUrl url() const override;
    QString apiKeyFile() const override;
    QString clientEnvironment() const override { return QStringLiteral("export URL=") + url().toString(); }
    void reissueKey() override;

    QList<quint16> asked;
    QString keyPlace = QStringLiteral("/home/ada/it's here/api-key");
    std::optional<Error> keyFault;
    std::optional<Error> fault; ///< what start() fails with on port 8787

private:
    quint16 m_port = 0;
};

} // namespace muster
