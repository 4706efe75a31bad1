// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace muster {

/// Hands sockets that were accepted elsewhere to a QHttpServer bound to it. Listens for the moment of binding
/// only, as QHttpServer demands, and refuses whatever would connect to it: every client passes the one
/// acceptor.
class HandoverServer : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    void hand(std::unique_ptr<QTcpSocket> socket);
    bool hasPendingConnections() const override;
    QTcpSocket *nextPendingConnection() override;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::unique_ptr<QTcpSocket> m_next;
};

} // namespace muster
