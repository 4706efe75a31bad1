// SPDX-License-Identifier: GPL-3.0-or-later
#include "changesubscription.h"

#include "changelistener.h"

namespace muster {

ChangeSubscription::ChangeSubscription(std::shared_ptr<ChangeListener> listener)
    : m_listener(std::move(listener))
{}

ChangeSubscription::~ChangeSubscription()
{
    m_listener->close();
}

} // namespace muster
