// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include <QDeadlineTimer>

#include <utility>

namespace muster {

RawClient::RawClient(const QUrl &server)
{
    m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    m_socket.waitForConnected(20'000);
}

bool RawClient::isConnected()
{
    return m_socket.state() == QAbstractSocket::ConnectedState;
}

bool RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0) {
        if (!m_socket.waitForBytesWritten(20'000))
            return false;
    }
    return isConnected();
}

RawAnswer RawClient::answer(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    for (;;) {
        m_received.append(m_socket.readAll());
        if (const std::optional<RawAnswer> whole = RawAnswer::takenFrom(m_received))
            return *whole;
        const bool more =
            isConnected() && m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        if (!more && m_socket.bytesAvailable() == 0)
            return {};
    }
}

QByteArray RawClient::everything(bool *closed, int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (isConnected() && !deadline.hasExpired()) {
        m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        m_received.append(m_socket.readAll());
    }
    if (closed)
        *closed = !isConnected();
    return std::exchange(m_received, QByteArray()).append(m_socket.readAll());
}

void RawClient::close()
{
    m_socket.abort();
}

void RawClient::readNothing()
{
    m_socket.setReadBufferSize(1);
}

bool RawClient::isGone()
{
    return !send("x");
}

qsizetype RawClient::answersIn(const QByteArray &bytes)
{
    return bytes.count("HTTP/1.1 ");
}

QByteArray RawClient::request(const QByteArray &method, const QByteArray &target, const QByteArray &fields,
                              const QByteArray &body)
{
    QByteArray bytes = method;
    bytes.append(' ').append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n").append(fields);
    if (!body.isEmpty())
        bytes.append("Content-Type: application/json\r\nContent-Length: ")
            .append(QByteArray::number(body.size()))
            .append("\r\n");
    return bytes.append("\r\n").append(body);
}

} // namespace muster
