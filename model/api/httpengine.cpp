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
    m_handover->listen(QHostAddress::LocalHost);
    m_server.bind(m_handover);
    m_handover->close();
}

HttpEngine::~HttpEngine() = default;

void HttpEngine::adopt(std::unique_ptr<QTcpSocket> socket)
{
    m_handover->hand(std::move(socket));
}

} // namespace muster
