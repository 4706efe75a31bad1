// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinesearch.h"

#include "machinelisting.h"
#include "pagesearch.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

bool isAny(const RequestQuery &query, QList<Issue> &issues)
{
    const std::optional<QString> verification = query.value(u"verification"_s, issues);
    if (verification && *verification != "any"_L1)
        issues.append({u"/verification"_s, u"verification can only be any."_s});
    return verification.has_value();
}

} // namespace

Result<MachineQuery> machineQueryFrom(const RequestQuery &query)
{
    QList<Issue> issues;
    MachineQuery asked;
    readPageSearch(query, asked.limit, asked.cursor, issues);
    asked.anyVerification = isAny(query, issues);
    if (const std::optional<QString> status = query.value(u"status"_s, issues)) {
        asked.status = machineStatusFromName(*status);
        if (!asked.status)
            issues.append({u"/status"_s, u"status is draft, active, degraded, blocked or archived."_s});
    }
    issues += MachineListing::faults(asked);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return asked;
}

Result<bool> anyVerificationFrom(const RequestQuery &query)
{
    QList<Issue> issues;
    const bool any = isAny(query, issues);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return any;
}

} // namespace muster
