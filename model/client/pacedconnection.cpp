// SPDX-License-Identifier: GPL-3.0-or-later
#include "pacedconnection.h"

#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

PacedConnection::PacedConnection(RemoteProfile profile, QObject *parent)
    : QObject(parent)
    , m_longestPause(profile.longestPause)
    , m_connection(std::make_unique<ServiceConnection>(std::move(profile)))
{
    m_place = m_connection->place();
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &PacedConnection::sendWaiting);
}

PacedConnection::~PacedConnection()
{
    m_closing = true;
    m_connection.reset();
    const Failure cancelled = fail(ErrorCode::Cancelled, u"The connection to %1 was closed."_s.arg(m_place));
    for (const Waiting &next : std::exchange(m_waiting, {}))
        next.done(cancelled);
}

void PacedConnection::send(const ServiceRequest &request, ServiceConnection::Done done)
{
    m_waiting.push_back({request, std::move(done), std::chrono::seconds(0)});
    sendWaiting();
}

void PacedConnection::sendWaiting()
{
    // What is sent may be answered at once, and that may destroy this object.
    const QPointer self(this);
    while (self && !m_closing && !m_waiting.empty() && m_inFlight < m_width && !m_pause.isActive()) {
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(std::move(next));
    }
}

void PacedConnection::start(Waiting next)
{
    ++m_inFlight;
    const ServiceRequest request = next.request;
    m_connection->send(
        request, [this, sent = std::move(next)](const Result<ServiceAnswer> &answer) { take(sent, answer); });
}

void PacedConnection::take(Waiting sent, const Result<ServiceAnswer> &answer)
{
    --m_inFlight;
    if (m_closing) {
        sent.done(answer);
        return;
    }
    if (!answer && slowDown(sent, answer.error())) {
        m_waiting.push_front(std::move(sent));
        return;
    }
    if (answer)
        m_width = std::min(m_width + 1, kAtOnce);
    const QPointer self(this);
    sent.done(answer);
    if (self)
        sendWaiting();
}

bool PacedConnection::slowDown(Waiting &refused, const Error &error)
{
    if (error.code != ErrorCode::RateLimited || error.retryAfterSeconds <= 0)
        return false;
    m_width = 1;
    const std::chrono::seconds pause(error.retryAfterSeconds);
    if (refused.paused + pause > m_longestPause)
        return false;
    refused.paused += pause;
    if (!m_pause.isActive() || m_pause.remainingTimeAsDuration() < pause)
        m_pause.start(pause);
    return true;
}

} // namespace muster
