// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databasekind.h"
#include "result.h"

#include <QString>

namespace muster {

/// Looks at an existing file without changing it: first at the bytes of its header, and only when these are
/// ours through a read-only connection. Answers the schema version, 1 to `newestVersion`. WorkspaceRefused
/// with one sentence for what is empty, no database, another program's or of another kind, newer than this
/// program, or damaged; StorageFailure when it cannot be read. `depth`: whether each page is looked at, which
/// takes 1 ms a megabyte and more.
enum class InspectionDepth { EachPage, Tables };
Result<int> inspectDatabase(const QString &path, int newestVersion,
                            const DatabaseKind &kind = kWorkspaceDatabase,
                            InspectionDepth depth = InspectionDepth::EachPage);

} // namespace muster
