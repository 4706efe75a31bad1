// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestratorserver.h"
#include "serverswitch.h"

#include <QThread>

namespace muster {

class DesktopConnector;
class Workspace;

/// The window's switch for the embedded server over the workspace that was opened last.
/// Opening another one ends it, and says so. The server lives on a thread of its
/// own, so that starting and stopping never hold the window up. GUI thread.
class DesktopServer final : public ServerSwitch
{
    Q_OBJECT

public:
    explicit DesktopServer(DesktopConnector &connector, QObject *parent = nullptr);
    ~DesktopServer() override;

    void start(quint16 port) override;
    void stop() override;
    bool isRunning() const override { return !m_url.isEmpty(); }
    QUrl url() const override { return m_url; }
    QString apiKeyFile() const override { return m_apiKeyFile; }
    QString clientEnvironment() const override;
    void reissueKey() override;

private:
    Result<QUrl> startOnThread(quint16 port, Workspace &workspace, const QString &keyFile);
    Result<QByteArray> keyOnThread(const QString &keyFile);
    void withdrawUrl();
    void followWorkspace();
    void started(const Result<QUrl> &url);

    DesktopConnector &m_connector;
    QThread m_thread;
    QObject *m_anchor; ///< lives on m_thread; owns the server there
    std::unique_ptr<OrchestratorServer> m_server;
    Workspace *m_served = nullptr; ///< lives as long as the connector
    QUrl m_url;
    QString m_apiKeyFile;
};

} // namespace muster
