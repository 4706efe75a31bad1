// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamdoor.h"

#include <QTcpSocket>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

StreamDoor::StreamDoor(const GuardLimits &limits)
    : m_limits(limits)
{
    m_thread.setObjectName(u"http streams"_s);
    moveToThread(&m_thread);
    m_thread.start();
}

StreamDoor::~StreamDoor()
{
    QMetaObject::invokeMethod(this, &StreamDoor::shutDown, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

bool StreamDoor::reserve()
{
    if (m_open.fetch_add(1) < m_limits.streams)
        return true;
    --m_open;
    return false;
}

void StreamDoor::take(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<StreamSession> session,
                      RequestHead head, QString requestId)
{
    socket->moveToThread(&m_thread);
    session->moveToThread(&m_thread);
    {
        const std::lock_guard lock(m_mutex);
        m_arrivals.push_back({std::move(socket), std::move(session), std::move(head), std::move(requestId)});
    }
    QMetaObject::invokeMethod(this, &StreamDoor::admitArrivals, Qt::QueuedConnection);
}

std::vector<StreamDoor::Arrival> StreamDoor::arrivals()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_arrivals, {});
}

void StreamDoor::admitArrivals()
{
    for (Arrival &arrival : arrivals())
        admit(std::move(arrival));
}

void StreamDoor::admit(Arrival arrival)
{
    if (arrival.socket->state() != QAbstractSocket::ConnectedState) {
        --m_open;
        return;
    }
    QTcpSocket *socket = arrival.socket.release();
    socket->setParent(this);
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    StreamSession *session = arrival.session.release();
    session->setParent(socket);
    session->serve({socket, arrival.head, arrival.requestId, m_limits});
}

void StreamDoor::shutDown()
{
    arrivals().clear();
    for (QTcpSocket *socket : findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly))
        socket->abort();
}

} // namespace muster
