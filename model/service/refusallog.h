// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditnotes.h"
#include "result.h"

namespace muster {

struct ServiceContext;

/// How refused writes get into the audit log (contract AUD-4). Any thread but the writer's.
namespace refusallog {

/// What the log gets for this refusal now: nothing when the second's share is used up (then it is counted),
/// else the event, behind the count of those that found no room before it.
QList<AuditEvent> eventsFor(const ServiceContext &context, const AuditEvent &refusal);
/// Appends them in a transaction of their own. A refusal that cannot be logged is still the answer: it
/// changed nothing.
void record(const ServiceContext &context, const AuditEvent &refusal);
/// Appends the count of those that found no room, if there are any.
void recordCount(const ServiceContext &context);

/// `proof.refused`: code, reason and, where known, the recovered address.
AuditEvent proofRefusal(const ServiceContext &context, const Caller &caller, const Error &refusal,
                        const AuditSubject &subject);
/// `request.refused`: what was attempted, the code, the reason and the pointers of the faults; no value that
/// the caller sent.
AuditEvent requestRefusal(const ServiceContext &context, const Caller &caller, const Error &refusal,
                          const AuditSubject &subject, QJsonObject attempt);
/// Whether the services have recorded it already: each refused proof is, where it is judged.
bool isRecorded(const Error &refusal);

} // namespace refusallog
} // namespace muster
