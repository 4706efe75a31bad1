// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventstream.h"

#include "eventsource.h"
#include "lingeringclose.h"

#include <QTcpSocket>

namespace muster {

EventStream::EventStream(std::unique_ptr<EventSource> source)
    : m_source(source.release())
    , m_heartbeat(this)
{
    m_source->setParent(this);
    connect(m_source, &EventSource::frames, this, &EventStream::send);
    connect(m_source, &EventSource::ended, this, &EventStream::end);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { send(": heartbeat\n\n"); });
}

void EventStream::serve(const StreamClient &client)
{
    m_socket = client.socket;
    m_mostUnsent = client.limits.streamUnsentBytes;
    m_drain = client.limits.drain;
    connect(m_socket, &QTcpSocket::readyRead, this, &EventStream::discard);
    discard();
    send(streamHead(client.requestId, "text/event-stream"));
    m_heartbeat.start(client.limits.heartbeat);
    m_source->begin();
}

void EventStream::discard()
{
    // One byte more than there is: only a read that runs dry makes a socket with a full buffer listen again.
    m_socket->skip(m_socket->bytesAvailable() + 1);
}

void EventStream::send(const QByteArray &bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() + bytes.size() > m_mostUnsent) {
        m_socket->abort();
        return;
    }
    m_socket->write(bytes);
    m_socket->flush();
}

void EventStream::end()
{
    m_heartbeat.stop();
    QObject::disconnect(m_source, nullptr, this, nullptr);
    new LingeringClose(m_socket, std::chrono::milliseconds(0), m_drain);
}

} // namespace muster
