// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinesearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLargestPage = 500;

bool isAny(const RequestQuery &query, QList<Issue> &issues)
{
    const std::optional<QString> verification = query.value(u"verification"_s, issues);
    if (verification && *verification != "any"_L1)
        issues.append({u"/verification"_s, u"verification can only be any."_s});
    return verification.has_value();
}

/// Decimal digits only: `2.5`, `True`, `+5` and an empty value do arrive from clients and are refused.
std::optional<int> pageSize(const QString &text)
{
    const bool digits = !text.isEmpty() &&
                        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const int size = text.toInt(&fits);
    if (!digits || !fits || size < 1 || size > kLargestPage)
        return std::nullopt;
    return size;
}

} // namespace

Result<MachineQuery> machineQueryFrom(const RequestQuery &query)
{
    QList<Issue> issues;
    MachineQuery asked;
    if (const std::optional<QString> limit = query.value(u"limit"_s, issues)) {
        const std::optional<int> size = pageSize(*limit);
        if (!size)
            issues.append({u"/limit"_s, u"limit is a whole number from 1 to 500."_s});
        asked.limit = size.value_or(asked.limit);
    }
    if (const std::optional<QString> cursor = query.value(u"cursor"_s, issues)) {
        if (cursor->isEmpty())
            issues.append(
                {u"/cursor"_s, u"cursor is a nextCursor of an earlier page; leave it out for the first."_s});
        asked.cursor = *cursor;
    }
    asked.anyVerification = isAny(query, issues);
    if (const std::optional<QString> status = query.value(u"status"_s, issues)) {
        asked.status = machineStatusFromName(*status);
        if (!asked.status)
            issues.append({u"/status"_s, u"status is draft, active, degraded, blocked or archived."_s});
    }
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
