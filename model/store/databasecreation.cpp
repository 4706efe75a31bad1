// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasecreation.h"

#include "databaseconnection.h"
#include "databaseinspection.h"
#include "schemamigrations.h"
#include "storageerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster::databasecreation {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr std::chrono::seconds kPatience{5};
constexpr auto kSidecars = {"-journal"_L1, "-wal"_L1};

/// SQLite takes an empty file for a new database, and its journals inherit the permissions of that file.
Result<void> makeEmptyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
        return Failure(storageError(u"%1 cannot be made: %2."_s.arg(path, file.errorString()), path));
    return {};
}

void removeWithSidecars(const QString &path)
{
    QFile::remove(path);
    for (const auto suffix : kSidecars)
        QFile::remove(path + suffix);
}

Result<void> fill(const QString &path, const SchemaMigrations &migrations, const DatabaseKind &kind)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Create);
    if (!connection)
        return Failure(connection.error());
    if (auto applied = migrations.apply(**connection); !applied)
        return applied;
    if (auto begun = kind.begin(**connection); !begun)
        return begun;
    connection->reset();
    // Only now, so that the file bears all its content when it is renamed; and before that, so that no file
    // under the final name ever needs a rollback journal.
    const auto logged = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    return logged ? Result<void>() : Failure(logged.error());
}

QString freeBackupName(const QString &path, int version)
{
    QString name = u"%1.v%2.backup"_s.arg(path).arg(version);
    for (int next = 2; QFile::exists(name); ++next)
        name = u"%1.v%2.backup%3"_s.arg(path).arg(version).arg(next);
    return name;
}

Result<void> backUp(DatabaseConnection &connection, int version, int newestVersion, const DatabaseKind &kind)
{
    const QString backup = freeBackupName(connection.path(), version);
    if (auto made = makeEmptyFile(backup); !made)
        return made;
    if (const auto copied = connection.run(u"VACUUM INTO ?"_s, {backup}); !copied) {
        removeWithSidecars(backup);
        return Failure(copied.error());
    }
    if (const auto checked = inspectDatabase(backup, newestVersion, kind); !checked)
        return Failure(checked.error());
    return {};
}

} // namespace

Result<void> makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (info.exists())
        return Failure(
            storageError(u"The workspace folder %1 is a file. Choose another folder."_s.arg(folder), folder));
    constexpr auto kOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    const QDir parent = info.dir();
    if (!parent.mkpath(u"."_s) || !parent.mkdir(info.fileName(), kOwner))
        return Failure(
            storageError(u"The workspace folder %1 cannot be made. Check the permissions of the folder above "
                         "it."_s.arg(folder),
                         folder));
    return {};
}

Result<void> prepare(const QString &path, const DatabaseKind &kind, InspectionDepth depth)
{
    const auto migrations = SchemaMigrations::load(QString::fromLatin1(kind.schema));
    if (!migrations)
        return Failure(migrations.error());
    if (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink())
        return create(path, *migrations, kind);
    const auto version = inspectDatabase(path, migrations->newestVersion(), kind, depth);
    if (!version)
        return Failure(version.error());
    if (*version < migrations->newestVersion())
        return migrate(path, *version, *migrations, kind);
    return {};
}

Result<std::unique_ptr<DatabaseConnection>> openToWrite(const QString &path, const DatabaseKind &kind)
{
    if (const auto made = makeFolder(QFileInfo(path).absolutePath()); !made)
        return Failure(made.error());
    // Another window may be making it at the same moment.
    QLockFile lock(path + ".lock"_L1);
    if (!lock.tryLock(int(std::chrono::milliseconds(kPatience).count())))
        return Failure(storageError(
            u"%1 is being made by another program, or its folder cannot be written. Try again."_s.arg(path),
            path));
    if (const auto prepared = prepare(path, kind); !prepared)
        return Failure(prepared.error());
    return DatabaseConnection::open(path, DatabaseConnection::Role::Write);
}

Result<void> create(const QString &path, const SchemaMigrations &migrations, const DatabaseKind &kind)
{
    // SQLite would replay the log of the vanished database into the new one.
    for (const auto suffix : kSidecars) {
        if (QFileInfo(path + suffix).size() > 0)
            return Failure(
                workspaceRefused(u"damaged"_s,
                                 u"%1 is missing, but its journal %1%2 is there. Put the database back, or "
                                 "move the journal away to begin a new one."_s.arg(path, suffix),
                                 path));
    }
    removeWithSidecars(path);
    const QString unfinished = path + ".new"_L1;
    removeWithSidecars(unfinished);
    auto made = makeEmptyFile(unfinished);
    if (made)
        made = fill(unfinished, migrations, kind);
    if (!made) {
        removeWithSidecars(unfinished);
        return made;
    }
    // The folder's entry becomes durable with the first commit, when SQLite syncs the folder for the new log.
    QFile file(unfinished);
    if (QFile::exists(unfinished + "-wal"_L1) || !file.rename(path)) {
        removeWithSidecars(unfinished);
        return Failure(storageError(u"%1 cannot be made: %2."_s.arg(path, file.errorString()), path));
    }
    return {};
}

Result<void> migrate(const QString &path, int version, const SchemaMigrations &migrations,
                     const DatabaseKind &kind)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    if (!connection)
        return Failure(connection.error());
    if (auto saved = backUp(**connection, version, migrations.newestVersion(), kind); !saved)
        return saved;
    return migrations.apply(**connection);
}

} // namespace muster::databasecreation
