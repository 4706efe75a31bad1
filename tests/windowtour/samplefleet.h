// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

namespace muster {

class WindowWorkspace;

/// Fills a workspace with a fleet that looks like one: several kinds of machines, owners and states, changed
/// at different times, one of them with a controller that has changed since.
Result<void> registerSampleFleet(WindowWorkspace &workspace);

} // namespace muster
