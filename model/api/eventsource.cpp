// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventsource.h"

namespace muster {

EventSource::~EventSource() = default;

} // namespace muster
