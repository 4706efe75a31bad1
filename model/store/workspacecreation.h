// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

namespace muster {

class SchemaMigrations;

/// Makes or updates the database of a workspace that this process has locked. Any thread but the GUI's.
namespace workspacecreation {

/// Makes `path` with the newest schema and an instance id. Built under another name and renamed, so that no
/// half-made database is ever found. Refuses while the write-ahead log of a vanished database lies beside it.
Result<void> create(const QString &path, const SchemaMigrations &migrations);

/// Brings an inspected database of an older version to the newest one after a backup
/// `<name>.v<version>.backup` beside it.
Result<void> migrate(const QString &path, int version, const SchemaMigrations &migrations);

} // namespace workspacecreation
} // namespace muster
