// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditrow.h"

#include "storageerror.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster::auditrow {
namespace {

constexpr auto kColumns =
    "SELECT id, actor, type, resource_type, resource_id, payload, created_at, identity, seq FROM audit_events"_L1;

/// What a row must fulfil, with the values in the order of the conditions.
struct Conditions
{
    QStringList words;
    QVariantList values;

    /// Without statistics SQLite would take any index that fits. The first column here, the one that tells
    /// rows apart best, keeps its index; the plus takes the others theirs.
    void addText(QLatin1StringView column, const QString &text)
    {
        if (text.isEmpty())
            return;
        words.append((words.isEmpty() ? QString() : u"+"_s) + column + " = ?"_L1);
        values.append(text);
    }
    void add(QLatin1StringView condition, const QVariantList &bound)
    {
        words.append(condition);
        values.append(bound);
    }
};

void addSelect(Selection &selection, Conditions conditions, const AuditQuery &query,
               const std::optional<AuditPlace> &before)
{
    conditions.addText("resource_id"_L1, query.resourceId);
    conditions.addText("type"_L1, query.type);
    conditions.addText("actor"_L1, query.actor);
    conditions.addText("resource_type"_L1, query.resourceType);
    if (query.since)
        conditions.add("created_at >= ?"_L1, {query.since->milliseconds});
    if (query.until)
        conditions.add("created_at < ?"_L1, {query.until->milliseconds});
    if (before)
        conditions.add("(created_at, seq) < (?, ?)"_L1, {before->createdAt.milliseconds, before->sequence});
    if (!selection.sql.isEmpty())
        selection.sql += " UNION ALL "_L1;
    selection.sql += kColumns;
    if (!conditions.words.isEmpty())
        selection.sql += " WHERE "_L1 + conditions.words.join(" AND "_L1);
    selection.values += conditions.values;
}

Error damagedEvent(const Statement &row)
{
    return workspaceRefused(u"damaged"_s,
                            u"%1 is damaged: audit event %2 cannot be read. Put a backup in its "
                            "place."_s.arg(row.path(), row.text(0)),
                            row.path());
}

} // namespace

Selection select(const AuditQuery &query, const std::optional<AuditPlace> &before, int limit)
{
    Selection selection;
    if (query.machineId.isEmpty()) {
        addSelect(selection, {}, query, before);
    } else {
        // No event is in both: those of machines carry no identity. Two selections are merged in the order of
        // their indexes, where OR would sort all of the machine's events for each page.
        addSelect(selection, {{u"resource_id = ? AND +resource_type = 'machine'"_s}, {query.machineId}},
                  query, before);
        addSelect(selection,
                  {{u"identity = (SELECT machines.identity FROM machines WHERE machines.id = ?)"_s},
                   {query.machineId}},
                  query, before);
    }
    selection.sql += " ORDER BY created_at DESC, seq DESC LIMIT ?"_L1;
    selection.values.append(qint64(limit));
    return selection;
}

Result<StoredAuditEvent> read(const Statement &row)
{
    const QJsonDocument payload = QJsonDocument::fromJson(row.text(5).toUtf8());
    if (!payload.isObject())
        return Failure(damagedEvent(row));
    StoredAuditEvent stored{{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                             payload.object(), Timestamp{row.integer(6)}},
                            row.integer(8)};
    if (row.isNull(7))
        return stored;
    const auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(7));
    if (!identity)
        return Failure(damagedEvent(row));
    stored.event.identityRef = *identity;
    return stored;
}

QString insert()
{
    return u"INSERT INTO audit_events (id, actor, type, resource_type, resource_id, payload, created_at, "
           "identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s;
}

void bind(Statement &statement, const AuditEvent &event)
{
    int position = 0;
    for (const QString &text : {event.id, event.actor, event.type, event.resourceType, event.resourceId})
        statement.bind(position++, text);
    statement.bind(position++,
                   QString::fromUtf8(QJsonDocument(event.payload).toJson(QJsonDocument::Compact)));
    statement.bind(position++, event.createdAt.milliseconds);
    statement.bind(position, event.identityRef ? QVariant(event.identityRef->number()) : QVariant());
}

} // namespace muster::auditrow
