// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptor.h"

#include "apianswer.h"
#include "lingeringclose.h"
#include "recordid.h"
#include "servercontext.h"
#include "workerpool.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kBacklog = 256;

} // namespace

Acceptor::Acceptor(const ServerContext &context, WorkerPool &pool)
    : m_context(context)
    , m_pool(pool)
{
    setListenBacklogSize(kBacklog);
}

void Acceptor::shutDown()
{
    close();
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->abort();
}

void Acceptor::incomingConnection(qintptr descriptor)
{
    if (!m_pool.serve(descriptor))
        turnAway(descriptor);
}

void Acceptor::turnAway(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (!socket->setSocketDescriptor(descriptor)) {
        socket->deleteLater();
        return;
    }
    if (m_leaving >= m_context.limits.connections) {
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
