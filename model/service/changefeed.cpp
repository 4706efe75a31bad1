// SPDX-License-Identifier: GPL-3.0-or-later
#include "changefeed.h"

#include "changelistener.h"
#include "changesubscription.h"

#include <mutex>
#include <vector>

namespace muster {

struct ChangeFeed::Shared
{
    std::mutex mutex;
    std::vector<std::shared_ptr<ChangeListener>> listeners;
};

ChangeFeed::ChangeFeed()
    : m_shared(std::make_unique<Shared>())
{}

ChangeFeed::~ChangeFeed() = default;

// The lock is held throughout, so that every listener hears changes in the same order.
void ChangeFeed::publish(const MachineChange &change)
{
    const std::scoped_lock lock(m_shared->mutex);
    std::erase_if(m_shared->listeners, [&change](const auto &listener) { return !listener->add(change); });
}

std::unique_ptr<ChangeSubscription>
ChangeFeed::subscribe(QObject *context, std::function<void(const QList<MachineChange> &)> deliver)
{
    auto listener = std::make_shared<ChangeListener>(context, std::move(deliver));
    listener->open();
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->listeners.push_back(listener);
    return std::make_unique<ChangeSubscription>(std::move(listener));
}

} // namespace muster
