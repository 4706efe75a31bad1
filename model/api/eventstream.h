// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "streamsession.h"

#include <QTimer>

namespace muster {

class EventSource;

/// Server-sent events for one client (docs/contract.md HTTP, streams). Ends with the source or the client,
/// whichever leaves first; a client that does not read is cut off.
class EventStream : public StreamSession
{
    Q_OBJECT

public:
    explicit EventStream(std::unique_ptr<EventSource> source);

    void serve(const StreamClient &client) override;

private:
    void discard();
    void send(const QByteArray &bytes);
    void end();

    EventSource *m_source; ///< a child
    QTcpSocket *m_socket = nullptr;
    qint64 m_mostUnsent = 0;
    std::chrono::milliseconds m_drain{};
    QTimer m_heartbeat;
};

} // namespace muster
