// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseinspection.h"

#include "databaseconnection.h"
#include "storageerror.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Database header, https://www.sqlite.org/fileformat.html section 1.3.
constexpr auto kMagic = "SQLite format 3\0"_L1;
constexpr qsizetype kHeaderSize = 100;
constexpr qsizetype kUserVersionOffset = 60;
constexpr qsizetype kApplicationIdOffset = 68;

Error newer(const QString &path, qint64 version, int newestVersion)
{
    return workspaceRefused(
        u"newer"_s,
        u"%1 was written by a newer Muster (schema %2, this one knows %3). It was left as it is; "
        "install the newer Muster to open it."_s.arg(path)
            .arg(version)
            .arg(newestVersion),
        path);
}

Error damaged(const QString &path, const QString &what)
{
    return workspaceRefused(
        u"damaged"_s,
        u"%1 is damaged (%2). It was left as it is; put a backup in its place."_s.arg(path, what), path);
}

Result<QByteArray> readHeader(const QString &path)
{
    if (QFileInfo(path).isDir())
        return Failure(workspaceRefused(u"not_a_database"_s,
                                        u"%1 is a folder, where a Muster database belongs. Move "
                                        "it away or choose another workspace."_s.arg(path),
                                        path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure(storageError(u"%1 cannot be read: %2."_s.arg(path, file.errorString()), path));
    const QByteArray header = file.read(kHeaderSize);
    if (file.error() != QFileDevice::NoError)
        return Failure(storageError(u"%1 cannot be read: %2."_s.arg(path, file.errorString()), path));
    return header;
}

Result<void> checkHeader(const QByteArray &header, const QString &path, int newestVersion,
                         const DatabaseKind &kind)
{
    if (header.isEmpty())
        return Failure(workspaceRefused(u"not_a_database"_s,
                                        u"%1 is empty, so it is no Muster database. It was left as "
                                        "it is; put a backup in its place or move it away."_s.arg(path),
                                        path));
    if (!header.startsWith(QByteArrayView(kMagic.data(), kMagic.size())))
        return Failure(workspaceRefused(u"not_a_database"_s,
                                        u"%1 is not a database. It was left as it is; choose "
                                        "another workspace or move it away."_s.arg(path),
                                        path));
    if (header.size() < kHeaderSize)
        return Failure(damaged(path, u"its header is cut off"_s));
    if (qFromBigEndian<quint32>(header.constData() + kApplicationIdOffset) != kind.applicationId)
        return Failure(workspaceRefused(u"foreign"_s,
                                        u"%1 is a database of another program. It was left as it is; "
                                        "choose another workspace."_s.arg(path),
                                        path));
    const auto version = qFromBigEndian<quint32>(header.constData() + kUserVersionOffset);
    if (version > quint32(newestVersion))
        return Failure(newer(path, version, newestVersion));
    return {};
}

/// The version as the write-ahead log has it: the header may be older than its last committed change.
Result<int> checkContent(DatabaseConnection &connection, int newestVersion, InspectionDepth depth)
{
    const auto version = connection.run(u"PRAGMA user_version"_s);
    if (!version)
        return Failure(version.error());
    if (version->toLongLong() > newestVersion)
        return Failure(newer(connection.path(), version->toLongLong(), newestVersion));
    if (version->toLongLong() < 1)
        return Failure(damaged(connection.path(), u"it names no schema version"_s));
    if (depth == InspectionDepth::Tables)
        return version->toInt();
    const auto verdict = connection.run(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return Failure(verdict.error());
    if (verdict->toString() != "ok"_L1)
        return Failure(damaged(connection.path(), verdict->toString().simplified()));
    return version->toInt();
}

} // namespace

Result<int> inspectDatabase(const QString &path, int newestVersion, const DatabaseKind &kind,
                            InspectionDepth depth)
{
    const auto header = readHeader(path);
    if (!header)
        return Failure(header.error());
    if (const auto checked = checkHeader(*header, path, newestVersion, kind); !checked)
        return Failure(checked.error());
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Inspect);
    if (!connection)
        return Failure(connection.error());
    auto version = checkContent(**connection, newestVersion, depth);
    if (!version || *version < newestVersion)
        return version;
    if (const auto fits = kind.probe(std::move(*connection)); !fits)
        return Failure(damaged(path, u"its tables are not those of schema %1"_s.arg(*version)));
    return version;
}

} // namespace muster
