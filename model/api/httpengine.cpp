// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpengine.h"

#include "handoverserver.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>

namespace muster {

HttpEngine::HttpEngine(Handler handler)
    : m_handover(new HandoverServer(&m_server))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    m_server.setMissingHandler(
        &m_server, [handler = std::move(handler)](const QHttpServerRequest &request, QHttpServerResponder &) {
            handler(request.body());
        });
#else
    m_server.setMissingHandler(
        [handler = std::move(handler)](const QHttpServerRequest &request, QHttpServerResponder &&) {
            handler(request.body());
        });
#endif
    m_isBound = m_handover->listen(QHostAddress::LocalHost);
    if (!m_isBound)
        return;
    m_server.bind(m_handover);
    m_handover->close();
}

HttpEngine::~HttpEngine() = default;

void HttpEngine::adopt(std::unique_ptr<QTcpSocket> socket)
{
    m_handover->hand(std::move(socket));
}

std::unique_ptr<QTcpSocket> HttpEngine::release(QTcpSocket *socket)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QObject *reader = socket->parent();
    QObject::disconnect(socket, nullptr, reader, nullptr);
    reader->deleteLater();
#else
    // What the parser has read of the request is freed by a connection to the socket's end, which stays.
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    QObject::disconnect(socket, &QTcpSocket::disconnected, nullptr, nullptr);
#endif
    if (socket->isTransactionStarted())
        socket->rollbackTransaction();
    socket->setParent(nullptr);
    return std::unique_ptr<QTcpSocket>(socket);
}

} // namespace muster
