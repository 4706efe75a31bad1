// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlclient.h"

#include "strictjson.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {

Result<void> ControlClient::open(const QString &path)
{
    m_socket.connectToServer(QFileInfo(path).absoluteFilePath());
    if (m_socket.waitForConnected(kConnectMs))
        return {};
    return fail(ErrorCode::NetworkFailure,
                u"No server answers at the control socket %1; start one with --control %1."_s.arg(path));
}

Result<QJsonObject> ControlClient::ask(const QJsonObject &request, int milliseconds)
{
    m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_socket.flush();
    return nextAnswer(milliseconds);
}

Result<QJsonObject> ControlClient::nextAnswer(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (!m_socket.canReadLine()) {
        if (m_socket.waitForReadyRead(int(deadline.remainingTime())))
            continue;
        if (m_socket.state() != QLocalSocket::ConnectedState)
            return fail(ErrorCode::NetworkFailure, u"The server ended before it answered."_s);
        if (deadline.hasExpired())
            return fail(ErrorCode::NetworkFailure,
                        u"The server did not answer within %1 s."_s.arg(milliseconds / 1000));
    }
    const auto json = readStrictJson(m_socket.readLine().chopped(1));
    if (!json || !json->isObject())
        return fail(ErrorCode::BadResponse, u"What answers at the control socket is not a Muster server."_s);
    return json->toObject();
}

Result<void> ControlClient::waitForEnd(int milliseconds)
{
    if (m_socket.state() == QLocalSocket::UnconnectedState || m_socket.waitForDisconnected(milliseconds))
        return {};
    return fail(ErrorCode::NetworkFailure, u"The server did not end within %1 s."_s.arg(milliseconds / 1000));
}

} // namespace muster
