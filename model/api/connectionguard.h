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
    /// Whether a head asks for a stream, or a WebSocket, and was not answered yet.
    bool hasStream() const { return m_state == State::Stream; }
    /// Ends the guard's part in a stream that is opened: from here on nothing here touches the socket.
    /// Answers the id of the request.
    QString leave();
    /// Answers that request.
    void send(ApiAnswer answer);

signals:
    /// A request for a stream or a WebSocket: the parser will not see it. To be connected queued, since the
    /// parser may be at work on the socket.
    void streamAsked();

private:
    enum class State { Idle, Head, Body, Stream, Closing };

    void onReadyRead();
    QByteArray received();
    bool beginRequest();
    void take(RequestHead head);
    void accept(RequestHead head);
    void hold(RequestHead head);
    void refuse(const Error &error, const QByteArray &bytes);
    void write(const ApiAnswer &answer);
    void onDeadline();
    void onBytesWritten();
    void abort();
    void log(int status, const QString &code) const;

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
