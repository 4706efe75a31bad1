// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseconnection.h"

#include "storageerror.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include <atomic>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Pragma
{
    QLatin1StringView set;
    QLatin1StringView read;
    QLatin1StringView expected;
};

constexpr Pragma kWriteAheadLog{"PRAGMA journal_mode = WAL"_L1, "PRAGMA journal_mode"_L1, "wal"_L1};

// A reader finds the journal mode that the writer has set, and only confirms it.
constexpr Pragma kWriteAheadLogOfWriter{"PRAGMA journal_mode"_L1, "PRAGMA journal_mode"_L1, "wal"_L1};

// A commit is on disk before it is answered.
constexpr Pragma kDurable{"PRAGMA synchronous = FULL"_L1, "PRAGMA synchronous"_L1, "2"_L1};

constexpr Pragma kCommon[] = {
    {"PRAGMA foreign_keys = ON"_L1, "PRAGMA foreign_keys"_L1, "1"_L1},
    {"PRAGMA trusted_schema = OFF"_L1, "PRAGMA trusted_schema"_L1, "0"_L1},
    {"PRAGMA busy_timeout = 5000"_L1, "PRAGMA busy_timeout"_L1, "5000"_L1},
    // Mapped pages are shared by all connections, so that each needs only a small cache (in KiB) of its own.
    {"PRAGMA mmap_size = 268435456"_L1, "PRAGMA mmap_size"_L1, "268435456"_L1},
    {"PRAGMA cache_size = -4096"_L1, "PRAGMA cache_size"_L1, "-4096"_L1},
};

QString uniqueName()
{
    static std::atomic<quint64> next{0};
    return u"muster-%1"_s.arg(++next);
}

bool hasContent(const QString &path)
{
    return QFileInfo(path).size() > 0;
}

QString immutableUri(const QString &path)
{
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded() + "?immutable=1");
}

} // namespace

DatabaseConnection::DatabaseConnection(const QString &path, Role role)
    : m_path(path)
    , m_name(uniqueName())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    const bool journal = hasContent(path + "-journal"_L1);
    if (role == Role::Inspect && !journal && !hasContent(path + "-wal"_L1)) {
        // Otherwise SQLite would leave an empty log beside the file.
        m_database.setDatabaseName(immutableUri(path));
        m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s);
        return;
    }
    m_database.setDatabaseName(path);
    const bool readOnly = role == Role::Read || (role == Role::Inspect && !journal);
    m_database.setConnectOptions(readOnly ? u"QSQLITE_OPEN_READONLY"_s : QString());
}

DatabaseConnection::~DatabaseConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<DatabaseConnection>> DatabaseConnection::open(const QString &path, Role role)
{
    if (role != Role::Create && !QFileInfo::exists(path))
        return Failure(storageError(u"%1 does not exist any more."_s.arg(path), path));
    // SQLite would open a file that it may not write all the same, and refuse each write later.
    if (role == Role::Write && !QFileInfo(path).isWritable())
        return Failure(
            storageError(u"%1 cannot be written. Check the permissions of the file."_s.arg(path), path));
    std::unique_ptr<DatabaseConnection> connection(new DatabaseConnection(path, role));
    if (!connection->m_database.open())
        return Failure(storageError(connection->m_database.lastError(), path));
    if (const auto applied = connection->applyPragmas(role); !applied)
        return Failure(applied.error());
    return connection;
}

Result<QVariant> DatabaseConnection::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return Failure(storageError(query.lastError(), m_path));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Failure(storageError(query.lastError(), m_path));
    const QVariant answer = query.next() ? query.value(0) : QVariant();
    if (query.lastError().isValid())
        return Failure(storageError(query.lastError(), m_path));
    return answer;
}

Result<void> DatabaseConnection::applyPragmas(Role role)
{
    if (role == Role::Inspect)
        return {};
    QList<Pragma> pragmas(std::begin(kCommon), std::end(kCommon));
    pragmas.append(kDurable);
    if (role == Role::Write)
        pragmas.append(kWriteAheadLog);
    if (role == Role::Read)
        pragmas.append(kWriteAheadLogOfWriter);
    for (const Pragma &pragma : std::as_const(pragmas)) {
        if (const auto done = run(pragma.set); !done)
            return Failure(done.error());
        const auto found = run(pragma.read);
        if (!found)
            return Failure(found.error());
        if (found->toString() != pragma.expected)
            return Failure(
                storageError(u"The database setting \"%1\" of %2 did not take: it reads \"%3\"."_s.arg(
                                 pragma.set, m_path, found->toString()),
                             m_path));
    }
    return {};
}

} // namespace muster
