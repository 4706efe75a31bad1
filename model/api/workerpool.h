// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

#include <memory>
#include <mutex>
#include <vector>

namespace muster {

class ConnectionWorker;
struct ServerContext;

/// The threads that serve connections: made on demand, at most GuardLimits::connections, idle ones reused.
class WorkerPool
{
public:
    explicit WorkerPool(ServerContext &context);
    ~WorkerPool();

    /// Gives the client behind a descriptor to a free worker; false, with the descriptor untouched, when all
    /// are busy. The acceptor's thread.
    bool serve(qintptr descriptor);
    /// Ends all connections and joins the threads. Handlers get GuardLimits::stop to end; one that takes
    /// longer is waited for, with a line in the log, since nothing it uses may go before it. Not while
    /// serve() runs.
    void stop();

private:
    struct Place
    {
        std::unique_ptr<ConnectionWorker> worker;
        std::unique_ptr<QThread> thread; ///< gone before the worker
    };

    ConnectionWorker *freeWorker();
    ConnectionWorker *newWorker();
    void setFree(ConnectionWorker *worker);

    ServerContext &m_context;
    std::mutex m_mutex;
    std::vector<Place> m_places;
    std::vector<ConnectionWorker *> m_free;
};

} // namespace muster
