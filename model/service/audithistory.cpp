// SPDX-License-Identifier: GPL-3.0-or-later
#include "audithistory.h"

#include "auditcursor.h"
#include "storereader.h"

using namespace Qt::StringLiterals;

namespace muster {

QList<Issue> AuditHistory::faults(const AuditQuery &query)
{
    QList<Issue> issues;
    if (query.limit < 1 || query.limit > AuditQuery::kLargestLimit)
        issues.append(
            {u"/limit"_s, u"The limit is a whole number from 1 to %1."_s.arg(AuditQuery::kLargestLimit)});
    if (!query.cursor.isEmpty() && !placeOfAuditCursor(query.cursor))
        issues.append({u"/cursor"_s, u"This is not a cursor of this list; start again without one."_s});
    if (query.since && query.until && *query.until <= *query.since)
        issues.append({u"/until"_s, u"until must be a later moment than since."_s});
    return issues;
}

AuditHistory::AuditHistory(StoreReader &reader)
    : m_reader(reader)
{}

Result<AuditPage> AuditHistory::page(const AuditQuery &query)
{
    if (const QList<Issue> issues = faults(query); !issues.isEmpty())
        return Failure(validationError(issues));
    Result<QList<StoredAuditEvent>> rows =
        m_reader.auditEvents(query, placeOfAuditCursor(query.cursor), query.limit + 1);
    if (!rows)
        return Failure(rows.error());
    AuditPage page;
    if (rows->size() > query.limit) {
        rows->removeLast();
        page.nextCursor = auditCursor({rows->constLast().event.createdAt, rows->constLast().sequence});
    }
    page.events.reserve(rows->size());
    for (StoredAuditEvent &row : *rows)
        page.events.append(std::move(row.event));
    return page;
}

} // namespace muster
