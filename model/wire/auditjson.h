// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "result.h"

#include <QJsonObject>

namespace muster::wire {

/// JSON shape of audit events as the service answers them (contract AUD-2, HTTP-2), shared by server and
/// client. Readers answer all faults at once with JSON Pointers (VALIDATION_ERROR) and ignore unknown
/// members. Any thread.

QJsonObject auditEventToJson(const AuditEvent &event);
/// `path` is the pointer to the object. A payload that is absent or null is an empty one.
Result<AuditEvent> auditEventFromJson(const QJsonObject &object, const QString &path = {});

QJsonObject auditPageToJson(const AuditPage &page);
/// A cursor that is null is none; an empty one is a fault, it would ask for the first page for ever.
Result<AuditPage> auditPageFromJson(const QJsonObject &object);

} // namespace muster::wire
