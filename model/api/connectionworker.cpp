// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionworker.h"

#include "connectionguard.h"
#include "errorenvelope.h"
#include "httpengine.h"
#include "httpstatus.h"
#include "requestdispatcher.h"
#include "servercontext.h"

#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

ConnectionWorker::ConnectionWorker(ServerContext &context, std::function<void(ConnectionWorker *)> whenFree)
    : m_context(context)
    , m_whenFree(std::move(whenFree))
{}

ConnectionWorker::~ConnectionWorker() = default;

void ConnectionWorker::serve(qintptr descriptor)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = descriptor;
    }
    QMetaObject::invokeMethod(this, &ConnectionWorker::takeConnection, Qt::QueuedConnection);
}

void ConnectionWorker::shutDown()
{
    QMetaObject::invokeMethod(this, &ConnectionWorker::end, Qt::QueuedConnection);
}

/// None when the client has left already, or the descriptor was taken by an earlier call.
std::unique_ptr<QTcpSocket> ConnectionWorker::waitingSocket()
{
    std::optional<qintptr> descriptor;
    {
        const std::lock_guard lock(m_mutex);
        descriptor = std::exchange(m_waiting, std::nullopt);
    }
    auto socket = std::make_unique<QTcpSocket>();
    if (!descriptor || !socket->setSocketDescriptor(*descriptor))
        return nullptr;
    return socket;
}

bool ConnectionWorker::isReady()
{
    if (m_engine)
        return true;
    m_engine = std::make_unique<HttpEngine>([this](const QByteArray &body) { handle(body); });
    if (!m_engine->isBound()) {
        m_engine.reset();
        return false;
    }
    m_dispatcher = std::make_unique<RequestDispatcher>(m_context.routes, m_context.keys, m_context.makeStack,
                                                       m_context.actor);
    return true;
}

void ConnectionWorker::takeConnection()
{
    std::unique_ptr<QTcpSocket> socket = waitingSocket();
    if (!socket) {
        m_whenFree(this);
        return;
    }
    if (!isReady()) {
        socket.reset();
        m_whenFree(this);
        return;
    }
    m_socket = socket.get();
    m_guard = new ConnectionGuard(m_socket, m_context);
    connect(m_guard, &ConnectionGuard::streamAsked, this, &ConnectionWorker::openStream,
            Qt::QueuedConnection);
    m_socketEnd = connect(m_socket, &QObject::destroyed, this, [this] { m_whenFree(this); });
    m_engine->adopt(std::move(socket));
}

void ConnectionWorker::handle(const QByteArray &body)
{
    const RequestHead &head = m_guard->head();
    if (m_guard->hasAccepted() && body.size() == head.bodyLength) {
        if (const auto simulated = m_context.simulated->take())
            simulate(*simulated);
        else
            m_guard->send(m_dispatcher->answer(head, body));
        return;
    }
    // The parser saw another end of the request than the guard: nothing behind it can be trusted.
    ApiAnswer refusal =
        errorAnswer(validationError({Issue{u""_s, u"The request cannot be told from the next one."_s}}));
    refusal.closeConnection = true;
    m_guard->send(std::move(refusal));
}

/// By now the client may have left, or its place been given to another one.
void ConnectionWorker::openStream()
{
    if (!m_guard || !m_guard->hasStream() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    StreamOpening opening = m_dispatcher->openStream(m_guard->head());
    auto *session = std::get_if<std::unique_ptr<StreamSession>>(&opening);
    if (session && m_context.streams.reserve()) {
        handOver(std::move(*session));
        return;
    }
    ApiAnswer refusal = session ? fullAnswer(u"streams"_s, m_context.limits.streams)
                                : std::get<ApiAnswer>(std::move(opening));
    refusal.closeConnection = true;
    m_guard->send(std::move(refusal));
}

void ConnectionWorker::handOver(std::unique_ptr<StreamSession> session)
{
    const QString requestId = m_guard->leave();
    RequestHead head = m_guard->head();
    // Before the socket changes its thread, since it would take the guard along.
    std::unique_ptr<ConnectionGuard>(m_guard.data()).reset();
    QObject::disconnect(m_socketEnd);
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    m_context.streams.take(m_engine->release(socket), std::move(session), std::move(head), requestId);
    m_whenFree(this);
}

void ConnectionWorker::simulate(const SimulatedAnswers::Answer &simulated)
{
    if (!simulated.error) {
        // Queued: the parser is still in the middle of this request.
        QMetaObject::invokeMethod(
            m_socket, [socket = m_socket.data()] { socket->abort(); }, Qt::QueuedConnection);
        return;
    }
    // Not errorAnswer(): an internal error that is only simulated may say so.
    const Error &error = *simulated.error;
    ApiAnswer answer = jsonAnswer(httpStatus(error.code), wire::errorEnvelope(error));
    answer.errorCode = error.codeName();
    if (error.retryAfterSeconds > 0)
        answer.headers.append(RequestHead::Field{"Retry-After", QByteArray::number(error.retryAfterSeconds)});
    answer.headers.append(RequestHead::Field{"x-muster-simulated", "true"});
    m_guard->send(std::move(answer));
}

void ConnectionWorker::end()
{
    waitingSocket().reset();
    if (m_socket)
        m_socket->abort();
    m_engine.reset();
    m_dispatcher.reset();
    QThread::currentThread()->quit();
}

} // namespace muster
