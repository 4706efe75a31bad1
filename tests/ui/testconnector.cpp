// SPDX-License-Identifier: GPL-3.0-or-later
#include "testconnector.h"

using namespace Qt::StringLiterals;

namespace muster {

Result<Connection> TestConnector::connectRemote(const QString &url, const QByteArray &apiKey)
{
    if (!url.startsWith("http"_L1))
        return Failure(validationError({{u"/url"_s, u"An address begins with http:// or https://."_s}}));
    usedUrl = url;
    usedKey = apiKey;
    return Connection{remote, u"fleet.example"_s, url, true, false, {}};
}

QFuture<Result<Connection>> TestConnector::openWorkspace()
{
    if (workspaceFault)
        return QtFuture::makeReadyFuture(Result<Connection>(Failure(*workspaceFault)));
    return QtFuture::makeReadyFuture(Result<Connection>(Connection{
        workspace, u"Local workspace"_s, u"/home/ada/.local/share/muster"_s, false, demo, registry}));
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
