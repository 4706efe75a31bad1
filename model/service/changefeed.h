// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinechange.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace muster {

class ChangeSubscription;

/// Tells every open model of committed changes: at most one delivery per 50 ms and listener. publish() from any thread;
/// std primitives inside, so that the thread sanitizer sees them.
class ChangeFeed
{
public:
    ChangeFeed();
    ~ChangeFeed();
    void publish(const MachineChange &change);
    /// Calls `deliver` on the thread of `context`, until `context` goes or the returned handle does.
    [[nodiscard]] std::unique_ptr<ChangeSubscription> subscribe(
        QObject *context, std::function<void(const QList<MachineChange> &)> deliver);

private:
    friend class ChangeSubscription;
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace muster
