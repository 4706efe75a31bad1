// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditsearch.h"

#include "audithistory.h"
#include "pagesearch.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kLongestFilter = 200;

void readText(const RequestQuery &query, const QString &key, QString &text, QList<Issue> &issues)
{
    const std::optional<QString> asked = query.value(key, issues);
    if (!asked)
        return;
    if (asked->isEmpty() || asked->size() > kLongestFilter)
        issues.append({u"/%1"_s.arg(key),
                       u"%1 is a text of 1 to %2 characters; leave it out for all events."_s.arg(key).arg(
                           kLongestFilter)});
    text = *asked;
}

void readMoment(const RequestQuery &query, const QString &key, std::optional<Timestamp> &moment,
                QList<Issue> &issues)
{
    const std::optional<QString> asked = query.value(key, issues);
    if (!asked)
        return;
    moment = Timestamp::parse(*asked);
    if (!moment)
        issues.append({u"/%1"_s.arg(key), u"%1 is a moment like 2026-11-23T22:14:40.000Z."_s.arg(key)});
}

} // namespace

Result<AuditQuery> auditQueryFrom(const RequestQuery &query)
{
    QList<Issue> issues;
    AuditQuery asked;
    readPageSearch(query, asked.limit, asked.cursor, issues);
    readText(query, u"machineId"_s, asked.machineId, issues);
    readText(query, u"actor"_s, asked.actor, issues);
    readText(query, u"type"_s, asked.type, issues);
    readText(query, u"resourceType"_s, asked.resourceType, issues);
    readText(query, u"resourceId"_s, asked.resourceId, issues);
    readMoment(query, u"since"_s, asked.since, issues);
    readMoment(query, u"until"_s, asked.until, issues);
    issues += AuditHistory::faults(asked);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return asked;
}

} // namespace muster
