// SPDX-License-Identifier: GPL-3.0-or-later
#include "handoverserver.h"

#include <QMetaMethod>

namespace muster {

void HandoverServer::hand(std::unique_ptr<QTcpSocket> socket)
{
    socket->setParent(this);
    m_next = std::move(socket);
    // addPendingConnection() would emit this too, but also keep the socket in a list that only a listening
    // server empties.
    QMetaMethod::fromSignal(&QTcpServer::pendingConnectionAvailable).invoke(this, Qt::DirectConnection);
}

bool HandoverServer::hasPendingConnections() const
{
    return m_next != nullptr;
}

QTcpSocket *HandoverServer::nextPendingConnection()
{
    return m_next.release();
}

void HandoverServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket uninvited;
    uninvited.setSocketDescriptor(descriptor);
    uninvited.abort();
}

} // namespace muster
