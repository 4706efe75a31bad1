// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionguard.h"

#include "lingeringclose.h"
#include "recordid.h"
#include "redaction.h"
#include "servercontext.h"

#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLongestMethod = 32;
constexpr int kLongestClient = 100;

/// Method and target of a refused head, as far as they can be read; for the log alone.
RequestHead sketched(QByteArrayView bytes)
{
    RequestHead head;
    const qsizetype end = bytes.indexOf("\r\n");
    const QList<QByteArray> parts = bytes.first(std::max<qsizetype>(end, 0)).toByteArray().split(' ');
    const bool readable = parts.size() == 3 && std::all_of(parts[1].begin(), parts[1].end(),
                                                           [](char c) { return c > 0x20 && c < 0x7f; });
    if (readable) {
        head.method = parts[0];
        head.target = parts[1];
    }
    return head;
}

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket *socket, const ServerContext &context)
    : QObject(socket)
    , m_socket(socket)
    , m_context(context)
{
    // The parser reads inside a device transaction, so that this bounds a whole request in memory.
    m_socket->setReadBufferSize(m_context.limits.headBytes + m_context.limits.bodyBytes);
    m_deadline.setSingleShot(true);
    m_drain.setSingleShot(true);
    connect(m_socket, &QTcpSocket::readyRead, this, &ConnectionGuard::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ConnectionGuard::onBytesWritten);
    connect(&m_deadline, &QTimer::timeout, this, &ConnectionGuard::onDeadline);
    connect(&m_drain, &QTimer::timeout, this, &ConnectionGuard::abort);
    m_deadline.start(m_context.limits.head);
}

void ConnectionGuard::onReadyRead()
{
    if (m_state != State::Idle && m_state != State::Head)
        return;
    const QByteArray bytes = received();
    if (bytes.isEmpty() || (m_state == State::Idle && !beginRequest()))
        return;
    HeadJudge::Verdict verdict = m_context.judge.judge(bytes);
    if (const auto *error = std::get_if<Error>(&verdict))
        refuse(*error, bytes);
    else if (auto *head = std::get_if<RequestHead>(&verdict))
        take(std::move(*head));
}

/// All bytes since the last request, also those that the parser has consumed already: it waits for more of
/// the head inside a transaction, which is rolled back for a look and set up again.
QByteArray ConnectionGuard::received()
{
    const qint64 most = m_context.limits.headBytes;
    if (!m_socket->isTransactionStarted())
        return m_socket->peek(most);
    const qint64 unread = m_socket->bytesAvailable();
    m_socket->rollbackTransaction();
    const qint64 consumed = m_socket->bytesAvailable() - unread;
    QByteArray bytes = m_socket->peek(most);
    m_socket->startTransaction();
    m_socket->skip(consumed);
    return bytes;
}

bool ConnectionGuard::beginRequest()
{
    if (m_socket->bytesToWrite() > m_context.limits.unsentBytes) {
        abort();
        return false;
    }
    m_state = State::Head;
    m_begun.start();
    m_deadline.start(m_context.limits.head);
    return true;
}

void ConnectionGuard::take(RequestHead head)
{
    // QHttpServer 6.4 answers a WebSocket request twice; other offers to upgrade are ignored, as RFC 9110 7.8
    // allows.
    if (head.wantsWebSocket || m_context.routes.opensStream(head.method, head.path()))
        hold(std::move(head));
    else
        accept(std::move(head));
}

void ConnectionGuard::hold(RequestHead head)
{
    m_head = std::move(head);
    m_requestId = newRecordId("req_"_L1);
    m_state = State::Stream;
    m_deadline.stop();
    QObject::disconnect(m_socket, &QTcpSocket::readyRead, nullptr, nullptr);
    emit streamAsked();
}

QString ConnectionGuard::leave()
{
    m_state = State::Closing;
    log(200, QString());
    return m_requestId;
}

void ConnectionGuard::accept(RequestHead head)
{
    m_head = std::move(head);
    m_requestId = newRecordId("req_"_L1);
    m_state = State::Body;
    const std::chrono::milliseconds spent(m_begun.elapsed());
    m_deadline.start(std::max(m_context.limits.request - spent, std::chrono::milliseconds(0)));
    if (m_head.expectsContinue) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
}

void ConnectionGuard::refuse(const Error &error, const QByteArray &bytes)
{
    m_head = sketched(bytes);
    m_requestId = newRecordId("req_"_L1);
    ApiAnswer answer = errorAnswer(error);
    answer.closeConnection = true;
    m_state = State::Closing;
    m_deadline.stop();
    write(answer);
    new LingeringClose(m_socket, m_context.limits.linger, m_context.limits.drain);
}

void ConnectionGuard::send(ApiAnswer answer)
{
    const std::chrono::milliseconds linger(answer.closeConnection ? m_context.limits.linger.count() : 0);
    answer.closeConnection = answer.closeConnection || m_head.closeAfterAnswer;
    m_state = answer.closeConnection ? State::Closing : State::Idle;
    write(answer);
    if (!answer.closeConnection) {
        m_deadline.start(m_context.limits.idle);
        return;
    }
    m_deadline.stop();
    // Queued: the parser is still at work on this request, and expects the socket to outlive it.
    QMetaObject::invokeMethod(
        this, [this, linger] { new LingeringClose(m_socket, linger, m_context.limits.drain); },
        Qt::QueuedConnection);
}

void ConnectionGuard::write(const ApiAnswer &answer)
{
    log(answer.status, answer.errorCode);
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(answer.rendered(m_requestId, m_head.method != "HEAD"));
    m_socket->flush();
    if (m_socket->bytesToWrite() > 0 && !m_drain.isActive())
        m_drain.start(m_context.limits.drain);
}

void ConnectionGuard::onBytesWritten()
{
    if (m_socket->bytesToWrite() == 0)
        m_drain.stop();
}

void ConnectionGuard::onDeadline()
{
    if (m_state != State::Idle)
        abort();
    else if (m_socket->bytesToWrite() > 0)
        m_deadline.start(m_context.limits.idle);
    else
        m_socket->disconnectFromHost();
}

void ConnectionGuard::abort()
{
    m_state = State::Closing;
    QObject::disconnect(m_socket, &QTcpSocket::readyRead, nullptr, nullptr);
    m_socket->abort();
}

void ConnectionGuard::log(int status, const QString &code) const
{
    const Redaction redaction(m_context.keys, m_head);
    m_context.log(RequestLogEntry{
        .time = m_context.clock.now(),
        .requestId = m_requestId,
        .method = redaction.word(m_head.method, kLongestMethod),
        .path = redaction.target(m_head.target),
        .status = status,
        .code = code,
        .microseconds = m_begun.isValid() ? m_begun.nsecsElapsed() / 1000 : 0,
        .client = redaction.word(m_head.field("user-agent").value_or(QByteArray()), kLongestClient),
    });
}

} // namespace muster
