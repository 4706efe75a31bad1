// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "routetable.h"

namespace muster {

/// The operations of a server that answers `description` as its API document. Any thread.
RouteTable apiRoutes(const QByteArray &description = {});

} // namespace muster
