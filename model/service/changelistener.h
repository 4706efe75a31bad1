// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinechange.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

namespace muster {

/// One listener of a ChangeFeed: gathers changes and hands them over on the thread of its context. Shared by
/// the feed, the subscription and the calls on their way to that thread; close() is final. Any thread.
class ChangeListener : public std::enable_shared_from_this<ChangeListener>
{
public:
    using Deliver = std::function<void(const QList<MachineChange> &)>;

    ChangeListener(QObject *context, Deliver deliver);
    /// Begins to watch the context's life.
    void open();
    /// No delivery begins after this, and one that runs on another thread has ended when it returns.
    void close();
    /// False when the listener is closed or its context is gone.
    bool add(const MachineChange &change);

private:
    void post();
    void arrive();
    void deliverPending();

    std::mutex m_mutex;
    QObject *m_context;
    QList<MachineChange> m_pending;
    bool m_scheduled = false;
    std::chrono::steady_clock::time_point m_earliest;
    QMetaObject::Connection m_destroyed;
    std::recursive_mutex m_delivery; ///< held while m_deliver runs
    const Deliver m_deliver;
};

} // namespace muster
