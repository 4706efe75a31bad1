// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTimer>

namespace muster {

class WorkerPool;
struct ServerContext;

/// The one listening socket. Gives each client to a worker; one for whom there is none is told so and let go.
/// Lives on a thread of its own, so that neither the window nor a busy handler delays a client.
class Acceptor : public QTcpServer
{
    Q_OBJECT

public:
    Acceptor(const ServerContext &context, WorkerPool &pool);

    /// Closes the port and lets go of the clients that are being told. On the acceptor's thread.
    void shutDown();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    bool isShortOfDescriptors(qintptr descriptor) const;
    void hangUp(qintptr descriptor);
    void turnAway(qintptr descriptor);
    void rest();

    const ServerContext &m_context;
    WorkerPool &m_pool;
    int m_leaving = 0;
    QTimer m_rest;
    bool m_isResting = false;
};

} // namespace muster
