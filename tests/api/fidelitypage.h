// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "routetable.h"

namespace muster {

/// docs/fidelity.md as the route table has it.
QByteArray fidelityPage(const RouteTable &routes);

} // namespace muster
