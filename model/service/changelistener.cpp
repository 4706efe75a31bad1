// SPDX-License-Identifier: GPL-3.0-or-later
#include "changelistener.h"

#include "changefeed.h"

#include <QTimer>

#include <utility>

namespace muster {

ChangeListener::ChangeListener(QObject *context, Deliver deliver)
    : m_context(context)
    , m_deliver(std::move(deliver))
{}

void ChangeListener::open()
{
    const std::scoped_lock lock(m_mutex);
    const auto forget = [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            const std::scoped_lock inner(self->m_mutex);
            self->m_context = nullptr;
        }
    };
    m_destroyed = QObject::connect(m_context, &QObject::destroyed, m_context, forget, Qt::DirectConnection);
}

void ChangeListener::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_context = nullptr;
        m_pending.clear();
    }
    QObject::disconnect(m_destroyed);
    const std::scoped_lock ended(m_delivery);
}

bool ChangeListener::add(const MachineChange &change)
{
    const std::scoped_lock lock(m_mutex);
    if (m_context == nullptr)
        return false;
    m_pending.append(change);
    if (!std::exchange(m_scheduled, true))
        post();
    return true;
}

// Called with m_mutex held: the context cannot finish its destruction before its `destroyed` has taken that
// mutex.
void ChangeListener::post()
{
    QMetaObject::invokeMethod(
        m_context, [self = shared_from_this()] { self->arrive(); }, Qt::QueuedConnection);
}

void ChangeListener::arrive()
{
    using namespace std::chrono;
    std::unique_lock lock(m_mutex);
    if (m_context == nullptr)
        return;
    const auto now = steady_clock::now();
    if (now >= m_earliest) {
        lock.unlock();
        deliverPending();
        return;
    }
    const auto wait = ceil<milliseconds>(m_earliest - now);
    QTimer::singleShot(wait, Qt::PreciseTimer, m_context, [self = shared_from_this()] { self->arrive(); });
}

void ChangeListener::deliverPending()
{
    const std::scoped_lock delivering(m_delivery);
    QList<MachineChange> changes;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_context == nullptr)
            return;
        changes = std::exchange(m_pending, {});
        m_scheduled = false;
        m_earliest = std::chrono::steady_clock::now() + std::chrono::milliseconds(ChangeFeed::kIntervalMs);
    }
    if (!changes.isEmpty())
        m_deliver(changes);
}

} // namespace muster
