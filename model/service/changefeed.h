// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinechange.h"

#include <QObject>

#include <functional>
#include <memory>

namespace muster {

class ChangeSubscription;

/// Tells every open model of committed changes, in the order of publish(): at most one delivery per 50 ms and
/// listener. publish() from any thread; std primitives inside, so that the thread sanitizer sees them.
class ChangeFeed
{
public:
    static constexpr int kIntervalMs = 50;

    ChangeFeed();
    ~ChangeFeed();
    void publish(const MachineChange &change);
    /// Calls `deliver` on the thread of `context`, whose event loop must run, until `context` goes or the
    /// returned handle does. `context` must not go while this call runs. The feed may go before the handle.
    [[nodiscard]] std::unique_ptr<ChangeSubscription>
    subscribe(QObject *context, std::function<void(const QList<MachineChange> &)> deliver);

private:
    struct Shared;
    std::unique_ptr<Shared> m_shared;
};

} // namespace muster
