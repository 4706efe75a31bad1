// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "keyringapikeys.h"
#include "workspace.h"

#include <QPromise>
#include <QThreadPool>

#include <map>
#include <vector>

namespace muster {

class StackWorker;

/// Opens what the window works on. Lives on the GUI thread; workspaces are opened in the thread pool and
/// closed when this object goes, after every orchestrator made from them: turning back to one takes no time,
/// and nobody else writes to what a dialog still shows. Letting a connection go does not wait for what it is
/// doing; that ends in threads of this object, which waits for them when it goes.
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
    QFuture<Result<Connection>> openWorkspaceIn(const WorkspaceChoice &choice) override;

    /// The workspace that was asked for last, null until one was opened.
    Workspace *workspace() const { return m_workspace.get(); }

signals:
    /// workspace() is another one. Whoever asked for it hears of it first.
    void workspaceOpened();

private:
    using Opened = Result<std::shared_ptr<Workspace>>;

    /// What is done where no workspace is.
    enum class Absent { IsAFault, MadeWhereEmpty, Made };

    QFuture<Result<Connection>> open(const WorkspaceOptions &options, Absent absent);
    static Result<void> judgeFolder(const QString &folder, Absent absent);
    static Opened openShared(const WorkspaceOptions &options, Absent absent);
    static QString keyOf(const WorkspaceOptions &options);
    void takeWorkspace(const QString &key, const Opened &opened);
    void turnTo(const std::shared_ptr<Workspace> &workspace);
    Connection connectionTo(const std::shared_ptr<Workspace> &workspace);
    std::shared_ptr<StackWorker> newWorker(const std::shared_ptr<Workspace> &workspace);

    KeyringApiKeys m_apiKeys;
    WorkspaceOptions m_options;
    std::shared_ptr<Workspace> m_workspace;
    QString m_wanted;                                       ///< keyOf() what was asked for last
    std::map<QString, std::shared_ptr<Workspace>> m_opened; ///< by keyOf()
    QThreadPool m_retiring; ///< where workers that are let go come to their end
    std::map<QString, std::vector<QPromise<Result<Connection>>>> m_waiting; ///< who asked while it is opened
};

} // namespace muster
