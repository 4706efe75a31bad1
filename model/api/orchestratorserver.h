// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "guardlimits.h"
#include "requestlogentry.h"
#include "result.h"
#include "servicestack.h"
#include "simulatedanswers.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHostAddress>
#include <QObject>
#include <QUrl>

#include <memory>

namespace muster {

class RouteTable;

/// What the server is told at its start.
struct ServerOptions
{
    quint16 port = 8787;                            ///< 0: a free one
    QHostAddress address = QHostAddress::LocalHost; ///< one that is not loopback needs a key and hostNames
    QByteArrayList hostNames; ///< what Host may name beside 127.0.0.1, localhost and [::1]; as isHostName()
    QByteArray apiKey;        ///< empty: no key is demanded (--no-api-key)
    /// Said in the API document; what the services demand is theirs to know.
    bool verificationRequired = true;
    QString actor; ///< audit actor of HTTP callers, `platform` when empty
    GuardLimits limits;
    const RouteTable *routes = nullptr; ///< the operations of the API when null; outlives the server
    /// What a test makes the next requests get.
    std::shared_ptr<SimulatedAnswers> simulated = std::make_shared<SimulatedAnswers>();
};

/// The embedded HTTP server (docs/contract.md HTTP): one listening socket, an acceptor, a worker
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

    /// A port that is taken or cannot be bound fails (NetworkFailure, one sentence), a server that runs
    /// already too; an address that others reach without a key or a host name is a ValidationError.
    Result<QUrl> start(const ServerOptions &options);
    /// Closes the port at once, waits for running handlers, longer than one second only for one that blocks
    /// longer.
    void stop();
    /// Puts another key in the place of the one that is demanded, for every request from now on. Nothing
    /// happens while it is not running.
    void replaceKey(const QByteArray &apiKey);
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
