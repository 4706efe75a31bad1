// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulatedanswers.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace muster {

class ConnectionGuard;
class HttpEngine;
class RequestDispatcher;
class StreamSession;
struct ServerContext;

/// Serves one connection at a time on its own thread, with its own HTTP parser and its own services. Made on
/// any thread, moved to its own, and deleted when that one has ended.
class ConnectionWorker : public QObject
{
    Q_OBJECT

public:
    /// `whenFree` is called on the worker's thread when a connection has ended.
    ConnectionWorker(ServerContext &context, std::function<void(ConnectionWorker *)> whenFree);
    ~ConnectionWorker() override;

    /// Serves the client behind a socket descriptor, which is the worker's from now on. Any thread; the
    /// worker is free.
    void serve(qintptr descriptor);
    /// Ends the connection, lets go of the services and ends the thread. Any thread; a running handler ends
    /// first.
    void shutDown();

private:
    bool isReady();
    void takeConnection();
    std::unique_ptr<QTcpSocket> waitingSocket();
    void handle(const QByteArray &body);
    void openStream();
    void handOver(std::unique_ptr<StreamSession> session);
    void simulate(const SimulatedAnswers::Answer &simulated);
    void end();

    ServerContext &m_context;
    std::function<void(ConnectionWorker *)> m_whenFree;
    std::mutex m_mutex;
    std::optional<qintptr> m_waiting;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<RequestDispatcher> m_dispatcher;
    QPointer<QTcpSocket> m_socket;
    QMetaObject::Connection m_socketEnd;
    QPointer<ConnectionGuard> m_guard;
};

} // namespace muster
