// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"

#include "desktopregistry.h"
#include "localorchestrator.h"
#include "remoteorchestrator.h"
#include "settings.h"
#include "stackworker.h"
#include "whenfinished.h"

#include <QDir>
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
    for (const auto &[folder, workspace] : m_opened)
        workspace->endWaits();
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
    return open(m_options, Absent::Made);
}

QFuture<Result<Connection>> DesktopConnector::openWorkspaceIn(const WorkspaceChoice &choice)
{
    const QString folder = QDir::cleanPath(choice.folder);
    if (folder == QDir::cleanPath(m_options.folder))
        return openWorkspace();
    WorkspaceOptions options = m_options;
    options.folder = folder;
    options.ephemeral = false;
    options.demo = choice.demo;
    return open(options, choice.isNew ? Absent::MadeWhereEmpty : Absent::IsAFault);
}

QFuture<Result<Connection>> DesktopConnector::open(const WorkspaceOptions &options, Absent absent)
{
    if (const auto known = m_opened.find(options.folder); known != m_opened.end()) {
        turnTo(known->second);
        return QtFuture::makeReadyFuture(Result<Connection>(localConnection()));
    }
    QPromise<Result<Connection>> promise;
    promise.start();
    QFuture<Result<Connection>> future = promise.future();
    auto &waiting = m_waiting[options.folder];
    waiting.push_back(std::move(promise));
    // A second opening of the same folder would find it locked by this very process.
    if (waiting.size() == 1)
        whenFinished(
            QtConcurrent::run(&DesktopConnector::openShared, options, absent), this,
            [this, folder = options.folder](const Opened &opened) { takeWorkspace(folder, opened); });
    return future;
}

Result<void> DesktopConnector::judgeFolder(const QString &folder, Absent absent)
{
    if (absent == Absent::Made || WorkspaceFile::isIn(folder))
        return {};
    const QString shown = QDir::toNativeSeparators(folder);
    if (absent == Absent::IsAFault)
        return fail(ErrorCode::WorkspaceRefused, tr("There is no workspace in %1 any more.").arg(shown));
    if (QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        return {};
    return fail(ErrorCode::WorkspaceRefused,
                tr("There is no workspace in %1, and a new one is only made in an empty folder.").arg(shown));
}

DesktopConnector::Opened DesktopConnector::openShared(const WorkspaceOptions &options, Absent absent)
{
    if (const auto fit = judgeFolder(options.folder, absent); !fit)
        return Failure(fit.error());
    auto opened = Workspace::open(options);
    if (!opened)
        return Failure(opened.error());
    return std::shared_ptr<Workspace>(std::move(*opened));
}

void DesktopConnector::takeWorkspace(const QString &folder, const Opened &opened)
{
    std::vector<QPromise<Result<Connection>>> waiting = std::move(m_waiting.extract(folder).mapped());
    if (opened) {
        m_opened.emplace(folder, *opened);
        m_workspace = *opened;
    }
    for (QPromise<Result<Connection>> &promise : waiting) {
        promise.addResult(opened ? Result<Connection>(localConnection())
                                 : Result<Connection>(Failure(opened.error())));
        promise.finish();
    }
    if (opened)
        emit workspaceOpened();
}

void DesktopConnector::turnTo(const std::shared_ptr<Workspace> &workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = workspace;
    QMetaObject::invokeMethod(this, &DesktopConnector::workspaceOpened, Qt::QueuedConnection);
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
    const QString folder = m_workspace->folder();
    const auto home = m_opened.find(m_options.folder);
    const bool isHome = home != m_opened.end() && home->second == m_workspace;
    connection.demo = m_workspace->isDemo();
    //: %1: name of a folder
    connection.title =
        isHome || connection.demo ? tr("Local workspace") : tr("Workspace %1").arg(QDir(folder).dirName());
    connection.place = folder;
    if (!isHome || folder == QDir::cleanPath(defaultDataFolder()))
        connection.folder = folder;
    if (m_options.mcrUrl.isEmpty())
        connection.registry = std::make_shared<DesktopRegistry>(newWorker());
    else
        connection.place =
            tr("%1, identities as the MCR %2 names them").arg(folder, m_options.mcrUrl.toDisplayString());
    return connection;
}

} // namespace muster
