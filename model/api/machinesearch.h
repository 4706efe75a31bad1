// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinequery.h"
#include "requestquery.h"
#include "result.h"

namespace muster {

/// Reads `limit`, `cursor`, `verification` and `status` (docs/contract.md HTTP, paging); other keys are
/// ignored. All faults at once, each at `/<key>`. Whether a cursor is one of ours is the service's to judge.
Result<MachineQuery> machineQueryFrom(const RequestQuery &query);

/// Reads `verification` alone: true for `any`.
Result<bool> anyVerificationFrom(const RequestQuery &query);

} // namespace muster
