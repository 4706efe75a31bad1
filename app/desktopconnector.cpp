// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"

#include "desktopregistry.h"
#include "localorchestrator.h"
#include "remoteorchestrator.h"
#include "stackworker.h"
#include "whenfinished.h"

#include <QPointer>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace muster {

DesktopConnector::DesktopConnector(WorkspaceOptions options, QObject *parent)
    : Connector(parent)
    , m_options(std::move(options))
{}

DesktopConnector::~DesktopConnector()
{
    if (m_workspace)
        m_workspace->endWaits();
    m_retiring.waitForDone();
}

Result<ServiceAddress> DesktopConnector::readAddress(const QString &typed) const
{
    return serviceAddress(typed);
}

Result<Connection> DesktopConnector::connectRemote(const ServiceProfile &profile, const QByteArray &apiKey)
{
    const auto address = serviceAddress(profile.url);
    if (!address)
        return Failure(address.error());
    const QUrl &url = address->url;
    RemoteProfile remote{url, apiKey};
    remote.caFile = profile.caFile;
    Connection connection;
    connection.orchestrator = std::make_shared<RemoteOrchestrator>(std::move(remote));
    connection.title = !profile.name.isEmpty() ? profile.name
                       : url.port() < 0        ? url.host()
                                               : QString(url.host() + u':' + QString::number(url.port()));
    connection.place = url.toString();
    connection.remote = true;
    connection.profile = profile;
    connection.profile.url = url.toString(QUrl::FullyEncoded);
    connection.exposed = address->exposed;
    return connection;
}

QFuture<Result<Connection>> DesktopConnector::openWorkspace()
{
    if (m_workspace)
        return QtFuture::makeReadyFuture(Result<Connection>(localConnection()));
    QPromise<Result<Connection>> promise;
    promise.start();
    QFuture<Result<Connection>> future = promise.future();
    m_waiting.push_back(std::move(promise));
    // A second opening of the same folder would find it locked by this very process.
    if (m_waiting.size() == 1)
        whenFinished(QtConcurrent::run(&DesktopConnector::openShared, m_options), this,
                     [this](const Result<std::shared_ptr<Workspace>> &opened) { takeWorkspace(opened); });
    return future;
}

Result<std::shared_ptr<Workspace>> DesktopConnector::openShared(const WorkspaceOptions &options)
{
    auto opened = Workspace::open(options);
    if (!opened)
        return Failure(opened.error());
    return std::shared_ptr<Workspace>(std::move(*opened));
}

void DesktopConnector::takeWorkspace(const Result<std::shared_ptr<Workspace>> &opened)
{
    if (opened) {
        m_workspace = *opened;
        emit workspaceOpened();
    }
    std::vector<QPromise<Result<Connection>>> waiting = std::exchange(m_waiting, {});
    for (QPromise<Result<Connection>> &promise : waiting) {
        promise.addResult(opened ? Result<Connection>(localConnection())
                                 : Result<Connection>(Failure(opened.error())));
        promise.finish();
    }
}

std::shared_ptr<StackWorker> DesktopConnector::newWorker()
{
    // The worker's thread uses the workspace, so it keeps the workspace alive.
    return {new StackWorker(m_workspace->stackFactory()),
            [workspace = m_workspace, pool = QPointer(&m_retiring)](StackWorker *worker) {
                const auto end = [workspace, worker] { std::default_delete<StackWorker>()(worker); };
                if (pool)
                    pool->start(end);
                else
                    end();
            }};
}

Connection DesktopConnector::localConnection()
{
    Connection connection;
    // It listens to the workspace's feed.
    auto *local = new LocalOrchestrator(newWorker(), m_workspace->feed());
    connection.orchestrator =
        std::shared_ptr<Orchestrator>(local, [workspace = m_workspace](Orchestrator *orchestrator) {
            std::default_delete<Orchestrator>()(orchestrator);
        });
    connection.title = tr("Local workspace");
    connection.place = m_workspace->folder();
    if (m_options.mcrUrl.isEmpty())
        connection.registry = std::make_shared<DesktopRegistry>(newWorker());
    else
        connection.place = tr("%1, identities as the MCR %2 names them")
                               .arg(m_workspace->folder(), m_options.mcrUrl.toDisplayString());
    connection.demo = m_workspace->isDemo();
    return connection;
}

} // namespace muster
