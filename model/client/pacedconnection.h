// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serviceconnection.h"

#include <QTimer>

#include <deque>

namespace muster {

/// Sends over a ServiceConnection, slower where the service asks for it: after 429 with Retry-After nothing
/// is sent until that time has passed, then one request at a time, one more beside it with each answer. What
/// was refused so is sent again; it was not done. Bounded by the profile's longestPause for each request,
/// which then fails with RateLimited. One thread with an event loop.
class PacedConnection final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kAtOnce = 6; ///< as many as Qt sends to one host

    explicit PacedConnection(RemoteProfile profile, QObject *parent = nullptr);
    /// Everything that waits is done with Cancelled.
    ~PacedConnection() override;

    /// See ServiceConnection::send().
    void send(const ServiceRequest &request, ServiceConnection::Done done);
    QString place() const { return m_place; }

private:
    struct Waiting
    {
        ServiceRequest request;
        ServiceConnection::Done done;
        std::chrono::seconds paused{0};
    };

    void sendWaiting();
    void start(Waiting next);
    void take(Waiting sent, const Result<ServiceAnswer> &answer);
    /// Whether it is to be sent again.
    bool slowDown(Waiting &refused, const Error &error);

    std::deque<Waiting> m_waiting;
    QTimer m_pause;
    int m_inFlight = 0;
    int m_width = kAtOnce;
    bool m_closing = false;
    const std::chrono::seconds m_longestPause;
    QString m_place;
    std::unique_ptr<ServiceConnection> m_connection;
};

} // namespace muster
