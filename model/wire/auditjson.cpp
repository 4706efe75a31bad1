// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditjson.h"

#include "objectreader.h"
#include "pagereading.h"

using namespace Qt::StringLiterals;

namespace muster::wire {

QJsonObject auditEventToJson(const AuditEvent &event)
{
    return {{u"id"_s, event.id},
            {u"actor"_s, event.actor},
            {u"type"_s, event.type},
            {u"resourceType"_s, event.resourceType},
            {u"resourceId"_s, event.resourceId},
            {u"payload"_s, event.payload},
            {u"createdAt"_s, event.createdAt.text()}};
}

Result<AuditEvent> auditEventFromJson(const QJsonObject &object, const QString &path)
{
    QList<Issue> issues;
    ObjectReader reader(object, path, issues);
    AuditEvent event;
    event.id = reader.filledText("id"_L1);
    event.actor = reader.text("actor"_L1);
    event.type = reader.text("type"_L1);
    event.resourceType = reader.text("resourceType"_L1);
    event.resourceId = reader.text("resourceId"_L1);
    event.payload = reader.object("payload"_L1).value_or(QJsonObject());
    event.createdAt = reader.timestamp("createdAt"_L1);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return event;
}

QJsonObject auditPageToJson(const AuditPage &page)
{
    QJsonArray items;
    for (const AuditEvent &event : page.events)
        items.append(auditEventToJson(event));
    QJsonObject object{{u"items"_s, items}};
    if (page.nextCursor)
        object.insert("nextCursor"_L1, *page.nextCursor);
    return object;
}

Result<AuditPage> auditPageFromJson(const QJsonObject &object)
{
    Result<PageReading<AuditEvent>> read = readPage(object, auditEventFromJson);
    if (!read)
        return Failure(read.error());
    return AuditPage{std::move(read->items), std::move(read->nextCursor)};
}

} // namespace muster::wire
