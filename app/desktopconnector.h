// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "keyringapikeys.h"
#include "workspace.h"

#include <QPromise>
#include <QThreadPool>

#include <vector>

namespace muster {

class StackWorker;

/// Opens what the window works on. Lives on the GUI thread; the workspace is opened in the thread pool and
/// closed when this object goes, after every orchestrator made from it. Letting a connection go does not wait
/// for what it is doing; that ends in threads of this object, which waits for them when it goes.
class DesktopConnector final : public Connector
{
    Q_OBJECT

public:
    explicit DesktopConnector(WorkspaceOptions options, QObject *parent = nullptr);
    ~DesktopConnector() override;

    Result<ServiceAddress> readAddress(const QString &typed) const override;
    Result<Connection> connectRemote(const ServiceProfile &profile, const QByteArray &apiKey) override;
    ApiKeyKeeper *apiKeys() override { return &m_apiKeys; }
    QFuture<Result<Connection>> openWorkspace() override;

    /// The open workspace, null until openWorkspace() has succeeded.
    Workspace *workspace() const { return m_workspace.get(); }

signals:
    void workspaceOpened();

private:
    static Result<std::shared_ptr<Workspace>> openShared(const WorkspaceOptions &options);
    void takeWorkspace(const Result<std::shared_ptr<Workspace>> &opened);
    Connection localConnection();
    std::shared_ptr<StackWorker> newWorker();

    KeyringApiKeys m_apiKeys;
    WorkspaceOptions m_options;
    std::shared_ptr<Workspace> m_workspace;
    QThreadPool m_retiring;                              ///< where workers that are let go come to their end
    std::vector<QPromise<Result<Connection>>> m_waiting; ///< who asked while the workspace is being opened
};

} // namespace muster
