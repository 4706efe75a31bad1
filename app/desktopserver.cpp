// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopserver.h"

#include "apikeyfile.h"
#include "descriptorlimit.h"
#include "desktopconnector.h"

using namespace Qt::StringLiterals;

namespace muster {

DesktopServer::DesktopServer(DesktopConnector &connector, QObject *parent)
    : ServerSwitch(parent)
    , m_connector(connector)
    , m_anchor(new QObject)
{
    m_thread.setObjectName(u"server"_s);
    m_anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_anchor, &QObject::deleteLater);
    m_thread.start();
}

DesktopServer::~DesktopServer()
{
    QMetaObject::invokeMethod(m_anchor, [this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
    if (Workspace *workspace = m_connector.workspace())
        workspace->file().announceUrl(QString());
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
    m_apiKeyFile = workspace->folder() + u"/api-key"_s;
    QMetaObject::invokeMethod(m_anchor, [this, port, workspace, keyFile = m_apiKeyFile] {
        const auto url = startOnThread(port, *workspace, keyFile);
        QMetaObject::invokeMethod(this, [this, url] { started(url); });
    });
}

Result<QUrl> DesktopServer::startOnThread(quint16 port, Workspace &workspace, const QString &keyFile)
{
    const auto key = readOrCreateApiKey(keyFile);
    if (!key)
        return Failure(key.error());
    auto server = std::make_unique<OrchestratorServer>(workspace.stackFactory(), workspace.clock());
    ServerOptions options;
    options.limits.descriptors = raiseDescriptorLimit();
    options.port = port;
    options.apiKey = *key;
    auto url = server->start(options);
    if (!url)
        return url;
    connect(server.get(), &OrchestratorServer::requestServed, this, [this](const RequestLogEntry &entry) {
        emit requestServed({entry.time.text(), entry.requestId, entry.method, entry.path, entry.status,
                            entry.code, entry.microseconds, entry.client});
    });
    workspace.file().announceUrl(url->toString());
    m_server = std::move(server);
    return url;
}

void DesktopServer::started(const Result<QUrl> &url)
{
    if (!url) {
        emit failed(url.error());
        return;
    }
    m_url = *url;
    emit changed();
}

void DesktopServer::stop()
{
    if (!isRunning())
        return;
    m_url.clear();
    QMetaObject::invokeMethod(m_anchor, [this] { m_server.reset(); });
    if (Workspace *workspace = m_connector.workspace())
        workspace->file().announceUrl(QString());
    emit changed();
}

} // namespace muster
