// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopserver.h"

#include "apikeyfile.h"
#include "descriptorlimit.h"
#include "desktopconnector.h"
#include "environmentfile.h"

#include <QFile>
#include <QTcpServer>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kPortsTried = 64;

/// A port above `taken` that can be listened on now.
std::optional<quint16> freePortAfter(quint16 taken)
{
    const int last = std::min(int(taken) + kPortsTried, int(std::numeric_limits<quint16>::max()));
    for (int port = taken + 1; port <= last; ++port) {
        if (QTcpServer probe; probe.listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
            return static_cast<quint16>(port);
    }
    return std::nullopt;
}

} // namespace

DesktopServer::DesktopServer(DesktopConnector &connector, QObject *parent)
    : ServerSwitch(parent)
    , m_connector(connector)
    , m_anchor(new QObject)
{
    m_thread.setObjectName(u"server"_s);
    m_anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_anchor, &QObject::deleteLater);
    m_thread.start();
    connect(&connector, &DesktopConnector::workspaceOpened, this, &DesktopServer::followWorkspace,
            Qt::QueuedConnection);
}

DesktopServer::~DesktopServer()
{
    QMetaObject::invokeMethod(m_anchor, [this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
    withdrawUrl();
}

void DesktopServer::start(quint16 port)
{
    Workspace *workspace = m_connector.workspace();
    if (!workspace) {
        emit failed({ErrorCode::NotFound,
                     tr("No local workspace is open, so there is nothing to serve."),
                     {},
                     0,
                     {}});
        return;
    }
    if (isRunning())
        return;
    m_served = workspace;
    m_apiKeyFile = isKeyDemanded() ? QString(workspace->folder() + u"/api-key"_s) : QString();
    QMetaObject::invokeMethod(m_anchor, [this, port, workspace, keyFile = m_apiKeyFile] {
        const auto url = startOnThread(port, *workspace, keyFile);
        QMetaObject::invokeMethod(this, [this, url] { started(url); });
    });
}

Result<QUrl> DesktopServer::startOnThread(quint16 port, Workspace &workspace, const QString &keyFile)
{
    const auto key = keyOnThread(keyFile);
    if (!key)
        return Failure(key.error());
    auto server = std::make_unique<OrchestratorServer>(workspace.stackFactory(), workspace.clock());
    ServerOptions options;
    options.limits.descriptors = raiseDescriptorLimit();
    options.port = port;
    options.apiKey = *key;
    options.verificationRequired = workspace.isVerificationRequired();
    auto url = server->start(options);
    if (!url) {
        const std::optional<quint16> free = port == 0 ? std::nullopt : freePortAfter(port);
        if (free)
            url.error().details.insert(u"freePort"_s, int(*free));
        return url;
    }
    connect(server.get(), &OrchestratorServer::requestServed, this, [this](const RequestLogEntry &entry) {
        emit requestServed({entry.time.text(), entry.requestId, entry.method, entry.path, entry.status,
                            entry.code, entry.microseconds, entry.client});
    });
    workspace.file().announceUrl(url->toString());
    m_server = std::move(server);
    return url;
}

Result<QByteArray> DesktopServer::keyOnThread(const QString &keyFile)
{
    if (keyFile.isEmpty())
        return QByteArray();
    const bool isNew = !QFile::exists(keyFile);
    auto key = readOrCreateApiKey(keyFile);
    if (key && isNew)
        QMetaObject::invokeMethod(this, [this, made = *key] { emit keyMade(made); });
    return key;
}

QString DesktopServer::clientEnvironment() const
{
    return QString::fromUtf8(muster::clientEnvironment(m_url, wordOfKeyIn(m_apiKeyFile)));
}

void DesktopServer::reissueKey()
{
    const Workspace *workspace = m_connector.workspace();
    if (!workspace) {
        emit keyFailed({ErrorCode::NotFound, tr("No local workspace is open, so it has no key."), {}, 0, {}});
        return;
    }
    // A server that demands no key goes on without one.
    const bool isServedWithout = isRunning() && m_apiKeyFile.isEmpty();
    const QString keyFile = workspace->folder() + u"/api-key"_s;
    if (!isServedWithout)
        m_apiKeyFile = keyFile;
    QMetaObject::invokeMethod(m_anchor, [this, keyFile, isServedWithout] {
        const auto key = replaceApiKey(keyFile);
        if (key && m_server && !isServedWithout)
            m_server->replaceKey(*key);
        QMetaObject::invokeMethod(this, [this, key] {
            if (key)
                emit keyMade(*key);
            else
                emit keyFailed(key.error());
        });
    });
}

void DesktopServer::started(const Result<QUrl> &url)
{
    if (!url) {
        emit failed(url.error());
        return;
    }
    m_url = *url;
    emit changed();
    // The window may have turned elsewhere while it started.
    followWorkspace();
}

void DesktopServer::stop()
{
    if (!isRunning())
        return;
    m_url.clear();
    QMetaObject::invokeMethod(m_anchor, [this] { m_server.reset(); });
    withdrawUrl();
    emit changed();
}

void DesktopServer::withdrawUrl()
{
    if (m_served)
        m_served->file().announceUrl(QString());
}

void DesktopServer::followWorkspace()
{
    if (!isRunning() || m_served == m_connector.workspace())
        return;
    stop();
    emit failed({ErrorCode::NotFound,
                 tr("It ended, since it served the workspace that was open before."),
                 {},
                 0,
                 {}});
}

} // namespace muster
