// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusallog.h"

#include "identityerrors.h"
#include "servicestack.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::refusallog {
namespace {

constexpr int kMostPointers = 20;
constexpr int kLongestPointer = 200;

AuditEvent countEvent(const ServiceContext &context, int count)
{
    return auditEvent(context.clock, {u"system"_s}, u"refusals.counted"_s, {u"audit"_s, u"refusals"_s},
                      {{u"notRecorded"_s, count}});
}

QJsonArray pointersOf(const Error &refusal)
{
    QJsonArray pointers;
    const QList<Issue> issues = issuesOf(refusal);
    for (const Issue &issue : issues) {
        if (pointers.size() == kMostPointers)
            break;
        pointers.append(issue.path.left(kLongestPointer));
    }
    return pointers;
}

void append(const ServiceContext &context, const QList<AuditEvent> &events)
{
    if (events.isEmpty())
        return;
    const Result<void> logged = context.writer.write([&events](WriteSession &session) -> Result<void> {
        for (const AuditEvent &event : events) {
            if (auto appended = session.appendAuditEvent(event); !appended)
                return appended;
        }
        return {};
    });
    if (!logged)
        qWarning("A refused write could not be written to the audit log: %ls",
                 qUtf16Printable(logged.error().message));
}

} // namespace

QList<AuditEvent> eventsFor(const ServiceContext &context, const AuditEvent &refusal)
{
    const RefusalBudget::Grant grant = context.refusals->take(context.clock.now());
    if (!grant.granted)
        return {};
    if (grant.notRecorded == 0)
        return {refusal};
    return {countEvent(context, grant.notRecorded), refusal};
}

void record(const ServiceContext &context, const AuditEvent &refusal)
{
    append(context, eventsFor(context, refusal));
}

void recordCount(const ServiceContext &context)
{
    if (const int count = context.refusals->takeNotRecorded(); count > 0)
        append(context, {countEvent(context, count)});
}

AuditEvent proofRefusal(const ServiceContext &context, const Caller &caller, const Error &refusal,
                        const AuditSubject &subject)
{
    QJsonObject payload{{u"code"_s, refusal.codeName()}, {u"reason"_s, reasonOf(refusal)}};
    const QJsonValue recovered = refusal.details.value("recoveredAddress"_L1);
    if (!recovered.isUndefined())
        payload.insert("recoveredAddress"_L1, recovered);
    return auditEvent(context.clock, caller, u"proof.refused"_s, subject, payload);
}

AuditEvent requestRefusal(const ServiceContext &context, const Caller &caller, const Error &refusal,
                          const AuditSubject &subject, QJsonObject attempt)
{
    attempt.insert("code"_L1, refusal.codeName());
    if (const QString reason = reasonOf(refusal); !reason.isEmpty())
        attempt.insert("reason"_L1, reason);
    if (const QJsonArray pointers = pointersOf(refusal); !pointers.isEmpty())
        attempt.insert("faults"_L1, pointers);
    return auditEvent(context.clock, caller, u"request.refused"_s, subject, attempt);
}

bool isRecorded(const Error &refusal)
{
    return refusal.code == ErrorCode::MachineIdentityProofInvalid ||
           refusal.code == ErrorCode::MachineIdentityProofExpired;
}

} // namespace muster::refusallog
