// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlstorereader.h"

#include "auditrow.h"
#include "databaseconnection.h"
#include "databasekind.h"
#include "machinerow.h"
#include "resolutionrow.h"
#include "rowtext.h"
#include "storageerror.h"

#include <QFileInfo>
#include <QScopeGuard>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kRegistryColumns =
    "SELECT identity, controllers, operator, name, bonded, active, rating FROM registry "_L1;

Error damaged(const QString &path, const QString &what)
{
    return workspaceRefused(u"damaged"_s,
                            u"%1 is damaged: %2 cannot be read. Put a backup in its place."_s.arg(path, what),
                            path);
}

/// Answers what `read` makes of the first row, if there is one.
template <typename Value>
Result<std::optional<Value>> first(Statement &statement, Result<Value> (*read)(const Statement &))
{
    const auto done = qScopeGuard([&statement] { statement.finish(); });
    const auto found = statement.next();
    if (!found)
        return Failure(found.error());
    if (!*found)
        return std::nullopt;
    auto value = read(statement);
    if (!value)
        return Failure(value.error());
    return std::move(*value);
}

template <typename Value>
Result<QList<Value>> all(Statement &statement, Result<Value> (*read)(const Statement &))
{
    const auto done = qScopeGuard([&statement] { statement.finish(); });
    QList<Value> values;
    auto found = statement.next();
    while (found && *found) {
        auto value = read(statement);
        if (!value)
            return Failure(value.error());
        values.append(std::move(*value));
        found = statement.next();
    }
    if (!found)
        return Failure(found.error());
    return values;
}

/// Runs a statement that has exactly one row; `what` names its value where that row is missing.
template <typename Value, typename... Parameters>
Result<Value> only(Statement &statement, const QString &what, Result<Value> (*read)(const Statement &),
                   const Parameters &...parameters)
{
    if (const auto ran = statement.run(parameters...); !ran)
        return Failure(ran.error());
    auto value = first<Value>(statement, read);
    if (!value)
        return Failure(value.error());
    if (!*value)
        return Failure(damaged(statement.path(), what));
    return std::move(**value);
}

Result<qint64> readInteger(const Statement &row)
{
    return row.integer(0);
}

Result<QString> readText(const Statement &row)
{
    return row.text(0);
}

Result<StoredChallenge> readChallenge(const Statement &row)
{
    auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(1));
    if (!identity)
        return Failure(damaged(row.path(), u"challenge %1"_s.arg(row.text(0))));
    auto controllers = rowtext::toList(row.text(3), row.path());
    if (!controllers)
        return Failure(controllers.error());
    StoredChallenge stored{Challenge{row.text(0), std::move(*identity), row.bytes(2),
                                     Timestamp{row.integer(5)}, std::move(*controllers)},
                           Timestamp{row.integer(4)}, int(row.integer(6)), std::nullopt};
    if (!row.isNull(7))
        stored.usedAt = Timestamp{row.integer(7)};
    return stored;
}

Result<RegistryEntry> readRegistryEntry(const Statement &row)
{
    auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(0));
    if (!identity)
        return Failure(damaged(row.path(), u"registry entry %1"_s.arg(row.text(0))));
    auto controllers = rowtext::toList(row.text(1), row.path());
    if (!controllers)
        return Failure(controllers.error());
    return RegistryEntry{std::move(*identity), std::move(*controllers), row.text(2), row.text(3),
                         row.integer(4) == 1,  row.integer(5) == 1,     row.text(6)};
}

} // namespace

SqlStoreReader::SqlStoreReader(std::unique_ptr<DatabaseConnection> connection)
    : m_connection(std::move(connection))
    , m_machine(*m_connection, machinerow::selectById())
    , m_machineHolding(*m_connection, machinerow::selectHolding())
    , m_machinesAfter(*m_connection, machinerow::selectAfter())
    , m_machineCount(*m_connection, u"SELECT count(*) FROM machines"_s)
    , m_challenge(*m_connection,
                  u"SELECT id, identity, message, controllers, issued_at, expires_at, wrong_attempts, "
                  "used_at FROM challenges WHERE id = ?"_s)
    , m_registryEntry(*m_connection, kRegistryColumns + "WHERE identity = ?"_L1)
    , m_registryEntries(*m_connection, kRegistryColumns + "ORDER BY length(identity), identity"_L1)
    , m_registryEntriesOf(*m_connection, kRegistryColumns +
                                             "WHERE operator = ? AND active = 1 ORDER BY length(identity), "
                                             "identity LIMIT ? OFFSET ?"_L1)
    , m_registryCountOf(*m_connection, u"SELECT count(*) FROM registry WHERE operator = ? AND active = 1"_s)
    , m_resolution(*m_connection, resolutionrow::select())
    , m_identitiesToResolve(*m_connection, resolutionrow::selectDue())
    , m_registryRevision(*m_connection, u"SELECT registry_revision FROM meta"_s)
    , m_instanceId(*m_connection, u"SELECT instance_id FROM meta"_s)
    , m_applicationId(*m_connection, u"PRAGMA application_id"_s)
{}

SqlStoreReader::~SqlStoreReader() = default;

Result<std::unique_ptr<SqlStoreReader>> SqlStoreReader::open(std::unique_ptr<DatabaseConnection> connection)
{
    std::unique_ptr<SqlStoreReader> reader(new SqlStoreReader(std::move(connection)));
    for (const Statement *statement :
         {&reader->m_machine, &reader->m_machineHolding, &reader->m_machinesAfter, &reader->m_machineCount,
          &reader->m_challenge, &reader->m_registryEntry, &reader->m_registryEntries,
          &reader->m_registryEntriesOf, &reader->m_registryCountOf, &reader->m_resolution,
          &reader->m_identitiesToResolve, &reader->m_registryRevision, &reader->m_instanceId,
          &reader->m_applicationId}) {
        if (const auto prepared = statement->prepared(); !prepared)
            return Failure(prepared.error());
    }
    return reader;
}

Result<std::optional<StoredMachine>> SqlStoreReader::machine(const QString &id)
{
    if (const auto ran = m_machine.run(id); !ran)
        return Failure(ran.error());
    return first(m_machine, &machinerow::read);
}

Result<std::optional<StoredMachine>> SqlStoreReader::machineHolding(const IdentityRef &identity)
{
    if (const auto ran = m_machineHolding.run(identity.number()); !ran)
        return Failure(ran.error());
    return first(m_machineHolding, &machinerow::read);
}

Result<QList<StoredMachine>> SqlStoreReader::machinesAfter(qint64 after, int limit)
{
    // SQLite takes a negative limit for none at all.
    if (const auto ran = m_machinesAfter.run(after, qMax(0, limit)); !ran)
        return Failure(ran.error());
    return all(m_machinesAfter, &machinerow::read);
}

Result<QList<StoredAuditEvent>>
SqlStoreReader::auditEvents(const AuditQuery &query, const std::optional<AuditPlace> &before, int limit)
{
    const auditrow::Selection selection = auditrow::select(query, before, qMax(0, limit));
    Statement statement(*m_connection, selection.sql);
    for (int position = 0; position < selection.values.size(); ++position)
        statement.bind(position, selection.values.at(position));
    if (const auto ran = statement.execute(); !ran)
        return Failure(ran.error());
    return all(statement, &auditrow::read);
}

Result<std::optional<StoredChallenge>> SqlStoreReader::challenge(const QString &challengeId)
{
    if (const auto ran = m_challenge.run(challengeId); !ran)
        return Failure(ran.error());
    return first(m_challenge, &readChallenge);
}

Result<std::optional<RegistryEntry>> SqlStoreReader::registryEntry(const IdentityRef &identity)
{
    if (const auto ran = m_registryEntry.run(identity.number()); !ran)
        return Failure(ran.error());
    return first(m_registryEntry, &readRegistryEntry);
}

Result<QList<RegistryEntry>> SqlStoreReader::registryEntries()
{
    if (const auto ran = m_registryEntries.run(); !ran)
        return Failure(ran.error());
    return all(m_registryEntries, &readRegistryEntry);
}

Result<QList<RegistryEntry>> SqlStoreReader::registryEntriesOf(const QString &operatorAddress, qint64 offset,
                                                               int limit)
{
    if (const auto ran = m_registryEntriesOf.run(operatorAddress, qMax(0, limit), qMax<qint64>(0, offset));
        !ran)
        return Failure(ran.error());
    return all(m_registryEntriesOf, &readRegistryEntry);
}

Result<qint64> SqlStoreReader::registryCountOf(const QString &operatorAddress)
{
    return only(m_registryCountOf, u"the number of an operator's machines"_s, &readInteger, operatorAddress);
}

Result<std::optional<StoredResolution>> SqlStoreReader::resolution(const IdentityRef &identity)
{
    if (const auto ran = m_resolution.run(identity.number()); !ran)
        return Failure(ran.error());
    return first(m_resolution, &resolutionrow::read);
}

Result<QList<IdentityRef>> SqlStoreReader::identitiesToResolve(Timestamp before, int limit)
{
    if (const auto ran = m_identitiesToResolve.run(before.milliseconds, qMax(0, limit)); !ran)
        return Failure(ran.error());
    return all(m_identitiesToResolve, &resolutionrow::readIdentity);
}

Result<qint64> SqlStoreReader::registryRevision()
{
    return only(m_registryRevision, u"the registry revision"_s, &readInteger);
}

Result<qint64> SqlStoreReader::machineCount()
{
    return only(m_machineCount, u"the number of machines"_s, &readInteger);
}

Result<QString> SqlStoreReader::instanceId()
{
    return only(m_instanceId, u"the instance id"_s, &readText);
}

Result<void> SqlStoreReader::check()
{
    const QString &path = m_connection->path();
    // An open connection would go on reading a file that somebody has deleted.
    if (!QFileInfo::exists(path))
        return Failure(
            storageError(u"%1 is gone. Stop this program and put a backup in its place."_s.arg(path), path));
    const auto application = only(m_applicationId, u"the application id"_s, &readInteger);
    if (!application)
        return Failure(application.error());
    if (*application != kWorkspaceDatabase.applicationId)
        return Failure(damaged(path, u"the application id"_s));
    if (const auto instance = instanceId(); !instance)
        return Failure(instance.error());
    return {};
}

} // namespace muster
