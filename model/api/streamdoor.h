// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "streamsession.h"

#include <QThread>

#include <atomic>
#include <mutex>
#include <vector>

namespace muster {

/// The one thread that serves every event stream and control socket, and the count of them. The parser of
/// QHttpServer 6.4 crashes when the client of a stream leaves, so that it never holds one. Lives on that
/// thread; made and deleted by the thread that starts the server.
class StreamDoor : public QObject
{
    Q_OBJECT

public:
    explicit StreamDoor(const GuardLimits &limits);
    ~StreamDoor() override;

    /// Holds a place for one stream; false when GuardLimits::streams are open. Any thread; take() follows.
    bool reserve();
    /// Takes over a client for which there is a place; `socket` has no parent and no other reader. Called on
    /// the socket's thread. A client that has left meanwhile is let go.
    void take(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<StreamSession> session, RequestHead head,
              QString requestId);
    /// Streams open or on their way here. Any thread.
    int open() const { return m_open; }

private:
    struct Arrival
    {
        std::unique_ptr<QTcpSocket> socket;
        std::unique_ptr<StreamSession> session;
        RequestHead head;
        QString requestId;
    };

    std::vector<Arrival> arrivals();
    void admitArrivals();
    void admit(Arrival arrival);
    void shutDown();

    const GuardLimits m_limits;
    std::atomic<int> m_open = 0;
    std::mutex m_mutex;
    std::vector<Arrival> m_arrivals;
    QThread m_thread;
};

} // namespace muster
