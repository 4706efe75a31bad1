// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditasking.h"

#include <QUrl>

namespace muster {
namespace {

void addText(QByteArray &target, const char *name, const QString &value)
{
    if (!value.isEmpty())
        target += '&' + QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
}

bool matches(const QString &filter, const QString &value)
{
    return filter.isEmpty() || filter == value;
}

} // namespace

bool needsAuditExtension(const AuditQuery &query)
{
    return !query.actor.isEmpty() || !query.type.isEmpty() || !query.resourceId.isEmpty() || query.since ||
           query.until;
}

QByteArray auditTarget(const AuditQuery &query, bool extended)
{
    QByteArray target = "/audit-events?limit=" + QByteArray::number(query.limit);
    addText(target, "cursor", query.cursor);
    addText(target, "machineId", query.machineId);
    addText(target, "resourceType", query.resourceType);
    if (!extended)
        return target;
    addText(target, "actor", query.actor);
    addText(target, "type", query.type);
    addText(target, "resourceId", query.resourceId);
    addText(target, "since", query.since ? query.since->text() : QString());
    addText(target, "until", query.until ? query.until->text() : QString());
    return target;
}

bool letsThrough(const AuditQuery &query, const AuditEvent &event)
{
    return matches(query.actor, event.actor) && matches(query.type, event.type) &&
           matches(query.resourceId, event.resourceId) && (!query.since || event.createdAt >= *query.since) &&
           (!query.until || event.createdAt < *query.until);
}

} // namespace muster
