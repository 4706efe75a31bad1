// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"

#include "localorchestrator.h"
#include "remoteorchestrator.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace muster {

DesktopConnector::DesktopConnector(WorkspaceOptions options, QObject *parent)
    : Connector(parent)
    , m_options(std::move(options))
{}

DesktopConnector::~DesktopConnector() = default;

Result<Connection> DesktopConnector::connectRemote(const QString &url, const QByteArray &apiKey)
{
    const auto cleaned = cleanServiceUrl(url);
    if (!cleaned)
        return Failure(cleaned.error());
    Connection connection;
    connection.orchestrator = std::make_shared<RemoteOrchestrator>(RemoteProfile{*cleaned, apiKey});
    connection.title = cleaned->port() < 0
                           ? cleaned->host()
                           : QString(cleaned->host() + u':' + QString::number(cleaned->port()));
    connection.place = cleaned->toString();
    connection.remote = true;
    return connection;
}

QFuture<Result<Connection>> DesktopConnector::openWorkspace()
{
    if (m_workspace)
        return QtFuture::makeReadyFuture(Result<Connection>(localConnection()));
    return QtConcurrent::run([options = m_options]() -> Result<std::shared_ptr<Workspace>> {
               auto opened = Workspace::open(options);
               if (!opened)
                   return Failure(opened.error());
               return std::shared_ptr<Workspace>(std::move(*opened));
           })
        .then(this,
              [this](Result<std::shared_ptr<Workspace>> opened) { return takeWorkspace(std::move(opened)); });
}

Result<Connection> DesktopConnector::takeWorkspace(Result<std::shared_ptr<Workspace>> opened)
{
    if (!opened)
        return Failure(opened.error());
    m_workspace = std::move(*opened);
    emit workspaceOpened();
    return localConnection();
}

Connection DesktopConnector::localConnection()
{
    Connection connection;
    // The orchestrator's threads use the workspace, so it keeps the workspace alive.
    auto *local = new LocalOrchestrator(m_workspace->stackFactory(), m_workspace->feed());
    connection.orchestrator =
        std::shared_ptr<Orchestrator>(local, [workspace = m_workspace](Orchestrator *orchestrator) {
            std::default_delete<Orchestrator>()(orchestrator);
        });
    connection.title = m_workspace->isDemo() ? tr("Demo workspace") : tr("Local workspace");
    connection.place = m_workspace->folder();
    connection.demo = m_workspace->isDemo();
    return connection;
}

} // namespace muster
