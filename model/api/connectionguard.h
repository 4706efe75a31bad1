// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace muster {

struct ServerContext;

/// Stands between one client and the HTTP parser (docs/contract.md HTTP, guard). Connected to the socket
/// before the parser, it judges the head of every request, kept-alive, pipelined and split ones too, keeps
/// the deadlines, and is the only one that writes to the socket. A child of the socket, on the connection's
/// thread.
class ConnectionGuard : public QObject
{
    Q_OBJECT

public:
    ConnectionGuard(QTcpSocket *socket, const ServerContext &context);

    /// The head of the request that the parser hands out now.
    const RequestHead &head() const { return m_head; }
    /// Whether a head was accepted and not answered yet.
    bool hasAccepted() const { return m_state == State::Body; }
    /// Answers that request.
    void send(ApiAnswer answer);

private:
    enum class State { Idle, Head, Body, Closing };

    void onReadyRead();
    QByteArray received();
    bool beginRequest();
    void accept(RequestHead head);
    void refuse(const Error &error, const QByteArray &bytes);
    void write(const ApiAnswer &answer);
    void onDeadline();
    void onBytesWritten();
    void abort();
    void log(const ApiAnswer &answer) const;

    QTcpSocket *m_socket;
    const ServerContext &m_context;
    State m_state = State::Idle;
    RequestHead m_head;
    QString m_requestId;
    QElapsedTimer m_begun;
    QTimer m_deadline;
    QTimer m_drain;
};

} // namespace muster
