// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHttpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace muster {

class HandoverServer;

/// QHttpServer as a parser of requests: the only place that knows which Qt version it is. Routes, refusals
/// and answers are ours, since in 6.4 a wrong method is an empty 404 and its answers cannot be told to say
/// nothing of themselves. One object, one thread.
class HttpEngine
{
public:
    /// Called with the body of each request, when all of it is there. Answers by writing to the socket before
    /// it returns: in 6.4 an answer that comes later writes into a deleted socket once the client has left.
    using Handler = std::function<void(const QByteArray &body)>;

    explicit HttpEngine(Handler handler);
    ~HttpEngine();

    /// False when the system had no descriptor left for it: it will never parse anything.
    bool isBound() const { return m_isBound; }

    /// Parses what comes from the socket, until it disconnects; then the socket is deleted.
    void adopt(std::unique_ptr<QTcpSocket> socket);

    /// Takes a socket back before its next request is parsed; its unread bytes are whole again. Not while a
    /// request of it is handled.
    std::unique_ptr<QTcpSocket> release(QTcpSocket *socket);

private:
    QHttpServer m_server;
    HandoverServer *m_handover;
    bool m_isBound;
};

} // namespace muster
