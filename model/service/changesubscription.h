// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace muster {

class ChangeListener;

/// Keeps a listener of a ChangeFeed alive; ends it when it goes, on any thread. When it goes on another
/// thread than the listener's, it waits for a delivery that is running.
class ChangeSubscription
{
public:
    explicit ChangeSubscription(std::shared_ptr<ChangeListener> listener);
    ~ChangeSubscription();
    ChangeSubscription(const ChangeSubscription &) = delete;
    ChangeSubscription &operator=(const ChangeSubscription &) = delete;

private:
    std::shared_ptr<ChangeListener> m_listener;
};

} // namespace muster
