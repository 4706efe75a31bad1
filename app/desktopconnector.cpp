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
    WorkspaceOptions options = m_options;
    options.folder = folder;
    options.ephemeral = false;
    if (keyOf(options) == keyOf(m_options))
        return openWorkspace();
    options.demo = choice.demo;
    return open(options, choice.isNew ? Absent::MadeWhereEmpty : Absent::IsAFault);
}

QFuture<Result<Connection>> DesktopConnector::open(const WorkspaceOptions &options, Absent absent)
{
    m_wanted = keyOf(options);
    if (const auto known = m_opened.find(m_wanted); known != m_opened.end()) {
        turnTo(known->second);
        return QtFuture::makeReadyFuture(Result<Connection>(connectionTo(known->second)));
    }
    QPromise<Result<Connection>> promise;
    promise.start();
    QFuture<Result<Connection>> future = promise.future();
    auto &waiting = m_waiting[m_wanted];
    waiting.push_back(std::move(promise));
    // A second opening of the same folder would find it locked by this very process.
    if (waiting.size() == 1)
        whenFinished(QtConcurrent::run(&DesktopConnector::openShared, options, absent), this,
                     [this, key = m_wanted](const Opened &opened) { takeWorkspace(key, opened); });
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

/// A temporary workspace is in no folder that could be asked for.
QString DesktopConnector::keyOf(const WorkspaceOptions &options)
{
    return options.ephemeral ? QString() : QDir::cleanPath(QDir::current().absoluteFilePath(options.folder));
}

void DesktopConnector::takeWorkspace(const QString &key, const Opened &opened)
{
    std::vector<QPromise<Result<Connection>>> waiting = std::move(m_waiting.extract(key).mapped());
    // Another one may have been asked for since.
    const bool isWanted = opened && key == m_wanted;
    if (opened)
        m_opened.emplace(key, *opened);
    if (isWanted)
        m_workspace = *opened;
    for (QPromise<Result<Connection>> &promise : waiting) {
        promise.addResult(opened ? Result<Connection>(connectionTo(*opened))
                                 : Result<Connection>(Failure(opened.error())));
        promise.finish();
    }
    if (isWanted)
        emit workspaceOpened();
}

void DesktopConnector::turnTo(const std::shared_ptr<Workspace> &workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = workspace;
    QMetaObject::invokeMethod(this, &DesktopConnector::workspaceOpened, Qt::QueuedConnection);
}

std::shared_ptr<StackWorker> DesktopConnector::newWorker(const std::shared_ptr<Workspace> &workspace)
{
    // The worker's thread uses the workspace, so it keeps the workspace alive.
    return {new StackWorker(workspace->stackFactory()),
            [workspace, pool = QPointer(&m_retiring)](StackWorker *worker) {
                const auto end = [workspace, worker] { std::default_delete<StackWorker>()(worker); };
                if (pool)
                    pool->start(end);
                else
                    end();
            }};
}

Connection DesktopConnector::connectionTo(const std::shared_ptr<Workspace> &workspace)
{
    Connection connection;
    // It listens to the workspace's feed.
    auto *local = new LocalOrchestrator(newWorker(workspace), workspace->feed());
    connection.orchestrator = std::shared_ptr<Orchestrator>(local, [workspace](Orchestrator *orchestrator) {
        std::default_delete<Orchestrator>()(orchestrator);
    });
    const QString folder = workspace->folder();
    const auto home = m_opened.find(keyOf(m_options));
    const bool isHome = home != m_opened.end() && home->second == workspace;
    connection.demo = workspace->isDemo();
    //: %1: name of a folder
    connection.title =
        isHome || connection.demo ? tr("Local workspace") : tr("Workspace %1").arg(QDir(folder).dirName());
    connection.place = folder;
    if (!isHome || folder == QDir::cleanPath(defaultDataFolder()))
        connection.folder = folder;
    if (m_options.mcrUrl.isEmpty())
        connection.registry = std::make_shared<DesktopRegistry>(newWorker(workspace));
    else
        connection.place =
            tr("%1, identities as the MCR %2 names them").arg(folder, m_options.mcrUrl.toDisplayString());
    return connection;
}

} // namespace muster
