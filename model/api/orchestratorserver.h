// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "guardlimits.h"
#include "requestlogentry.h"
#include "result.h"
#include "servicestack.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <memory>

namespace muster {

class RouteTable;

/// What the server is told at its start.
struct ServerOptions
{
    quint16 port = 8787; ///< 0: a free one
    QByteArray apiKey;   ///< empty: no key is demanded (--no-api-key)
    QString actor;       ///< audit actor of HTTP callers, `platform` when empty
    GuardLimits limits;
    const RouteTable *routes = nullptr; ///< the operations of the API when null; outlives the server
};

/// The embedded HTTP server (docs/contract.md HTTP): one listening socket on 127.0.0.1, an acceptor, a worker
/// thread per connection with its own QHttpServer and its own service stack. Off until start(). Lives on the
/// thread that made it.
class OrchestratorServer : public QObject
{
    Q_OBJECT

public:
    /// `makeStack` is called on the threads of connections, several at a time; it and `clock` outlive the
    /// server.
    OrchestratorServer(StackFactory makeStack, const Clock &clock, QObject *parent = nullptr);
    ~OrchestratorServer() override;

    /// StorageFailure-free: only a port that is taken or cannot be bound fails (NetworkFailure, one
    /// sentence), and a server that runs already.
    Result<QUrl> start(const ServerOptions &options);
    /// Closes the port at once, waits for running handlers, longer than one second only for one that blocks
    /// longer.
    void stop();
    bool isRunning() const;
    /// Empty when it is not running.
    QUrl url() const;

signals:
    /// After each answer, in any order; queued to this object's thread.
    void requestServed(const muster::RequestLogEntry &entry);

private:
    struct Parts;

    StackFactory m_makeStack;
    const Clock &m_clock;
    std::unique_ptr<Parts> m_parts;
};

} // namespace muster
