// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "servicestack.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace muster {

/// One line of the request log; secrets are masked before it is made.
struct RequestLogEntry
{
    Timestamp time;
    QString requestId;
    QString method;
    QString path;
    int status = 0;
    QString code;      ///< error code of the answer, empty below 400
    qint64 microseconds = 0;
    QString client;    ///< user agent, at most 100 characters
};

/// What the server is told at its start.
struct ServerOptions
{
    quint16 port = 8787;              ///< 0: a free one
    QByteArray apiKey;                ///< empty: no key is demanded (--no-api-key)
    QString actor;                    ///< audit actor of HTTP callers, `platform`
};

/// The embedded HTTP server (docs/contract.md HTTP): one listening socket on 127.0.0.1, an acceptor, a worker thread per
/// connection with its own QHttpServer and its own service stack. Off until start(). Lives on the thread that made it.
class OrchestratorServer : public QObject
{
    Q_OBJECT

public:
    OrchestratorServer(StackFactory makeStack, const Clock &clock, QObject *parent = nullptr);
    ~OrchestratorServer() override;

    /// StorageFailure-free: only a port that is taken or cannot be bound fails (NetworkFailure, one sentence).
    Result<QUrl> start(const ServerOptions &options);
    /// Closes the port at once, waits for running handlers at most one second.
    void stop();
    bool isRunning() const;
    QUrl url() const;

signals:
    /// After each answer, in any order; queued to this object's thread.
    void requestServed(const muster::RequestLogEntry &entry);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::RequestLogEntry)
