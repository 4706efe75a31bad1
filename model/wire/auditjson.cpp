// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditjson.h"

#include "objectreader.h"

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
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    AuditPage page;
    if (!reader.has("items"_L1))
        reader.report("items"_L1, u"This member is missing."_s);
    const QJsonArray items = reader.array("items"_L1);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString path = u"/items/%1"_s.arg(i);
        if (!items.at(i).isObject()) {
            issues.append({path, u"An object is needed here."_s});
            continue;
        }
        if (const Result<AuditEvent> event = auditEventFromJson(items.at(i).toObject(), path))
            page.events.append(*event);
        else
            issues.append(issuesOf(event.error()));
    }
    page.nextCursor = reader.optionalText("nextCursor"_L1);
    if (reader.isText("nextCursor"_L1) && page.nextCursor->isEmpty())
        reader.report("nextCursor"_L1, u"A cursor must not be empty; the last page has none."_s);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return page;
}

} // namespace muster::wire
