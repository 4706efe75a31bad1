// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptor.h"

#include "apianswer.h"
#include "lingeringclose.h"
#include "recordid.h"
#include "servercontext.h"
#include "workerpool.h"

#include <QLoggingCategory>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kBacklog = 256;
constexpr int kDescriptorsOfAConnection = 4; ///< beside its socket
constexpr std::chrono::milliseconds kRest{100};

Q_LOGGING_CATEGORY(lcAcceptor, "muster.api")

} // namespace

Acceptor::Acceptor(const ServerContext &context, WorkerPool &pool)
    : m_context(context)
    , m_pool(pool)
    , m_rest(this)
{
    // Without a free descriptor Qt stops accepting for good.
    m_rest.setSingleShot(true);
    connect(this, &QTcpServer::acceptError, this, &Acceptor::rest);
    connect(&m_rest, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
    setListenBacklogSize(kBacklog);
}

void Acceptor::shutDown()
{
    close();
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->abort();
}

void Acceptor::rest()
{
    if (!m_isResting)
        qCWarning(lcAcceptor).noquote() << "no further client can be accepted now:" << errorString();
    m_isResting = true;
    m_rest.start(kRest);
}

void Acceptor::incomingConnection(qintptr descriptor)
{
    m_isResting = false;
    if (isShortOfDescriptors(descriptor))
        hangUp(descriptor);
    else if (!m_pool.serve(descriptor))
        turnAway(descriptor);
}

/// The system gives the lowest number that is free. A thread that gets none for its event loop ends the
/// process, and the database needs some too: what is left for them is not given to clients.
bool Acceptor::isShortOfDescriptors(qintptr descriptor) const
{
    const int most = m_context.limits.descriptors;
    const int kept = std::min(kDescriptorsOfAConnection * m_context.limits.connections, most / 2);
    return most > 0 && descriptor >= most - kept;
}

/// At once and without a word, which would take a descriptor for a while.
void Acceptor::hangUp(qintptr descriptor)
{
    QTcpSocket socket;
    if (socket.setSocketDescriptor(descriptor))
        socket.abort();
}

void Acceptor::turnAway(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (!socket->setSocketDescriptor(descriptor)) {
        socket->deleteLater();
        return;
    }
    if (m_leaving >= m_context.limits.leaving) {
        socket->abort();
        return;
    }
    ++m_leaving;
    connect(socket, &QObject::destroyed, this, [this] { --m_leaving; });
    const ApiAnswer answer = fullAnswer(u"connections"_s, m_context.limits.connections);
    const QString requestId = newRecordId("req_"_L1);
    socket->write(answer.rendered(requestId));
    socket->flush();
    m_context.log(RequestLogEntry{.time = m_context.clock.now(),
                                  .requestId = requestId,
                                  .method = {},
                                  .path = {},
                                  .status = answer.status,
                                  .code = answer.errorCode,
                                  .microseconds = 0,
                                  .client = {}});
    new LingeringClose(socket, m_context.limits.linger, m_context.limits.drain);
}

} // namespace muster
