// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "routetable.h"

namespace muster {

/// The operations of the vendor's service that this server does not have: what the public clients call, and
/// what its documentation speaks of. Whoever builds one takes its line out here.
std::vector<Route> absentRoutes();

} // namespace muster
