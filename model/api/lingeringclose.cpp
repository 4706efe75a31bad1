// SPDX-License-Identifier: GPL-3.0-or-later
#include "lingeringclose.h"

#include <QTcpSocket>

namespace muster {

LingeringClose::LingeringClose(QTcpSocket *socket, std::chrono::milliseconds linger,
                               std::chrono::milliseconds drain)
    : QObject(socket)
    , m_socket(socket)
    , m_drain(drain)
{
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    connect(socket, &QTcpSocket::readyRead, this, &LingeringClose::discard);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LingeringClose::hangUp);
    m_timer.start(linger);
    discard();
}

void LingeringClose::discard()
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    // One byte more than there is: only a read that runs dry makes a socket with a full buffer listen again.
    m_socket->skip(m_socket->bytesAvailable() + 1);
}

void LingeringClose::hangUp()
{
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        m_socket->abort();
        return;
    }
    m_timer.start(m_drain);
    m_socket->disconnectFromHost();
}

} // namespace muster
