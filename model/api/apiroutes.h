// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "routetable.h"

namespace muster {

/// The operations this server has. Made once, any thread.
const RouteTable &apiRoutes();

} // namespace muster
