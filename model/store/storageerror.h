// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

class QSqlError;

namespace muster {

/// Puts a database failure into one sentence that names the file: full disk, read-only, locked, damaged, or
/// the database's own words. WorkspaceRefused for a damaged file, else StorageFailure. Any thread.
Error storageError(const QSqlError &error, const QString &path);

/// StorageFailure with `details.path`.
Error storageError(const QString &sentence, const QString &path);

/// WorkspaceRefused with details {path, reason}: `not_a_database`, `foreign`, `newer` or `damaged`.
Error workspaceRefused(const QString &reason, const QString &sentence, const QString &path);

/// Whether a constraint (a unique index, a check) refused the statement.
bool isConstraintViolation(const QSqlError &error);

} // namespace muster
