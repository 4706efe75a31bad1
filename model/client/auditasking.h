// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"

#include <QByteArray>

namespace muster {

/// How the audit log of a service is asked for: what every service filters is `limit`, `machineId` and
/// `resourceType`; the rest are filters of ours (contract AUD-6). Any thread.

/// Whether the query needs more than every service can do.
bool needsAuditExtension(const AuditQuery &query);
/// The target below /api/v1; `extended`: the service knows our filters.
QByteArray auditTarget(const AuditQuery &query, bool extended);
/// Whether our own filters let the event through.
bool letsThrough(const AuditQuery &query, const AuditEvent &event);

} // namespace muster
