// SPDX-License-Identifier: GPL-3.0-or-later
#include "storageerror.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Primary result codes of SQLite (https://www.sqlite.org/rescode.html); the low byte of the extended ones.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Constraint = 19,
    NotADatabase = 26,
};

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

} // namespace

Error storageError(const QSqlError &error, const QString &path)
{
    switch (primaryCode(error)) {
    case Full:
        return storageError(u"The disk that holds %1 is full. Free some space, then try again."_s.arg(path),
                            path);
    case IoError:
        return storageError(
            u"%1 could not be read or written (%2). Check the disk and its free space, then try "
            "again."_s.arg(path, error.databaseText()),
            path);
    case ReadOnly:
        return storageError(
            u"%1 cannot be written. Check the permissions of the file and its folder."_s.arg(path), path);
    case CannotOpen:
        return storageError(
            u"%1 cannot be opened. Check the permissions of the file and its folder."_s.arg(path), path);
    case Busy:
    case Locked:
        return storageError(
            u"%1 is locked by another program. Close that program, then try again."_s.arg(path), path);
    case Corrupt:
    case NotADatabase:
        return workspaceRefused(u"damaged"_s,
                                u"%1 is damaged (%2). It was left as it is; put a backup in its place."_s.arg(
                                    path, error.databaseText()),
                                path);
    default:
        return storageError(u"%1 could not be used: %2."_s.arg(path, error.text().trimmed()), path);
    }
}

Error storageError(const QString &sentence, const QString &path)
{
    return Error{ErrorCode::StorageFailure, sentence, {{u"path"_s, path}}, 0, {}};
}

Error workspaceRefused(const QString &reason, const QString &sentence, const QString &path)
{
    return Error{ErrorCode::WorkspaceRefused, sentence, {{u"path"_s, path}, {u"reason"_s, reason}}, 0, {}};
}

bool isConstraintViolation(const QSqlError &error)
{
    return primaryCode(error) == Constraint;
}

} // namespace muster
