// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedservice.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace muster {

ScriptedService::ScriptedService()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
}

QUrl ScriptedService::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void ScriptedService::say(const QByteArray &raw, Then then)
{
    m_answers.append({raw, then});
}

void ScriptedService::sayJson(int status, const QByteArray &body, const QByteArray &headers)
{
    say("HTTP/1.1 " + QByteArray::number(status) +
        " Text\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n" + headers + "\r\n" + body);
}

QByteArray ScriptedService::header(const QByteArray &request, const QByteArray &name)
{
    const QList<QByteArray> lines = request.first(request.indexOf("\r\n\r\n")).split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray ScriptedService::bodyOf(const QByteArray &request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

void ScriptedService::serve(QTcpSocket *socket)
{
    // The whole request waits in the socket until it is complete.
    const QByteArray arrived = socket->peek(16 * 1024 * 1024);
    const qsizetype end = arrived.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const qsizetype size = end + 4 + header(arrived, "content-length").toLongLong();
    if (arrived.size() < size)
        return;
    m_requests.append(socket->read(size));
    if (m_answers.isEmpty())
        return;
    const Answer answer = m_answers.takeFirst();
    socket->write(answer.raw);
    if (answer.then == Then::Close)
        socket->disconnectFromHost();
}

} // namespace muster
