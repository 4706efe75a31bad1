// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "requestquery.h"
#include "result.h"

namespace muster {

/// Reads `limit`, `cursor`, `machineId`, `actor`, `type`, `resourceType`, `resourceId`, `since` and `until`
/// (docs/contract.md AUD-6); other keys are ignored. All faults at once, each at `/<key>`.
Result<AuditQuery> auditQueryFrom(const RequestQuery &query);

} // namespace muster
