// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditlog.h"

#include <QJsonDocument>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

template <typename Use>
void withDatabase(const QString &path, Use use)
{
    const QString name = u"auditlog"_s;
    const auto done = qScopeGuard([&] { QSqlDatabase::removeDatabase(name); });
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        qFatal("%ls", qUtf16Printable(database.lastError().text()));
    use(database);
    database.close();
    database = {};
}

QSqlQuery ran(QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(database);
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        qFatal("%ls", qUtf16Printable(query.lastError().text()));
    return query;
}

} // namespace

QList<AuditEvent> auditLog(const QString &databasePath)
{
    QList<AuditEvent> events;
    withDatabase(databasePath, [&events](QSqlDatabase &database) {
        QSqlQuery query = ran(database,
                              u"SELECT id, actor, type, resource_type, resource_id, payload, created_at "
                              "FROM audit_events ORDER BY seq"_s,
                              {});
        while (query.next())
            events.append({query.value(0).toString(),
                           query.value(1).toString(),
                           query.value(2).toString(),
                           query.value(3).toString(),
                           query.value(4).toString(),
                           QJsonDocument::fromJson(query.value(5).toByteArray()).object(),
                           {query.value(6).toLongLong()}});
    });
    return events;
}

QStringList auditTypes(const QString &databasePath)
{
    QStringList types;
    for (const AuditEvent &event : auditLog(databasePath))
        types.append(event.type);
    return types;
}

int tamper(const QString &databasePath, const QString &statement, const QVariantList &values)
{
    int rows = 0;
    withDatabase(databasePath,
                 [&](QSqlDatabase &database) { rows = ran(database, statement, values).numRowsAffected(); });
    return rows;
}

} // namespace muster
