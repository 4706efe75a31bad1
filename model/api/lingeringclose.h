// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

class QTcpSocket;

namespace muster {

/// Ends a connection after its last answer was written. What the client still sends is thrown away for a
/// while: closing on unread bytes would reset the connection, and the client could not read the answer. A
/// child of the socket.
class LingeringClose : public QObject
{
    Q_OBJECT

public:
    /// From here on nobody else sees the socket's bytes. `linger`: until the connection is closed from here,
    /// if the client has not closed it; `drain`: from then until answers not yet taken are given up.
    LingeringClose(QTcpSocket *socket, std::chrono::milliseconds linger, std::chrono::milliseconds drain);

private:
    void discard();
    void hangUp();

    QTcpSocket *m_socket;
    std::chrono::milliseconds m_drain;
    QTimer m_timer;
};

} // namespace muster
