// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseinspection.h"
#include "databasekind.h"
#include "result.h"

#include <QString>

#include <memory>

namespace muster {

class DatabaseConnection;
class SchemaMigrations;

/// Makes or updates a database; but for openToWrite(), one that no other process changes meanwhile. Any
/// thread but the GUI's.
namespace databasecreation {

/// A folder for a workspace (0700), unless there is one. StorageFailure.
Result<void> makeFolder(const QString &folder);

/// Makes `path`, or brings the one that is there to the newest schema. WorkspaceRefused as inspectDatabase();
/// StorageFailure.
Result<void> prepare(const QString &path, const DatabaseKind &kind,
                     InspectionDepth depth = InspectionDepth::EachPage);

/// A connection that writes to a database which several programs may have open, made or updated first: one of
/// them at a time, for which the others wait a while. WorkspaceRefused as inspectDatabase(); StorageFailure.
Result<std::unique_ptr<DatabaseConnection>> openToWrite(const QString &path, const DatabaseKind &kind);

/// Makes `path` with the newest schema. Built under another name and renamed, so that no half-made database
/// is ever found. Refuses while the write-ahead log of a vanished database lies beside it.
Result<void> create(const QString &path, const SchemaMigrations &migrations,
                    const DatabaseKind &kind = kWorkspaceDatabase);

/// Brings an inspected database of an older version to the newest one after a backup
/// `<name>.v<version>.backup` beside it.
Result<void> migrate(const QString &path, int version, const SchemaMigrations &migrations,
                     const DatabaseKind &kind = kWorkspaceDatabase);

} // namespace databasecreation
} // namespace muster
