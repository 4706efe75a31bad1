// SPDX-License-Identifier: GPL-3.0-or-later
#include "testconnector.h"

#include "desktopconnector.h"
#include "remoteprofile.h"

using namespace Qt::StringLiterals;

namespace muster {

Result<ServiceAddress> TestConnector::readAddress(const QString &typed) const
{
    return serviceAddress(typed);
}

Result<Connection> TestConnector::connectRemote(const ServiceProfile &profile, const QByteArray &apiKey)
{
    usedUrl = profile.url;
    usedKey = apiKey;
    DesktopConnector network({});
    auto connection = network.connectRemote(profile, apiKey);
    if (connection && remote)
        connection->orchestrator = remote;
    return connection;
}

QFuture<Result<Connection>> TestConnector::openWorkspace()
{
    if (workspaceFault)
        return QtFuture::makeReadyFuture(Result<Connection>(Failure(*workspaceFault)));
    return QtFuture::makeReadyFuture(Result<Connection>(Connection{
        workspace, u"Local workspace"_s, u"/home/ada/.local/share/muster"_s, false, demo, registry}));
}

QFuture<Result<Connection>> TestConnector::openWorkspaceIn(const WorkspaceChoice &choice)
{
    chosen.append(choice);
    return openWorkspace();
}

void TestServerSwitch::start(quint16 port)
{
    asked.append(port);
    if (fault && port == 8787) {
        emit failed(*fault);
        return;
    }
    m_port = port == 0 ? 40123 : port;
    emit changed();
}

void TestServerSwitch::stop()
{
    m_port = 0;
    emit changed();
}

void TestServerSwitch::reissueKey()
{
    if (keyFault)
        emit keyFailed(*keyFault);
    else
        emit keyMade(QByteArray(64, 'f'));
}

QUrl TestServerSwitch::url() const
{
    return isRunning() ? QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)) : QUrl();
}

QString TestServerSwitch::apiKeyFile() const
{
    return isKeyDemanded() ? keyPlace : QString();
}

} // namespace muster
