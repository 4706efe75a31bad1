// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

#include <memory>

namespace muster {

class DatabaseConnection;

/// What tells one kind of database of this program from another.
struct DatabaseKind
{
    qint64 applicationId; ///< `PRAGMA application_id`, written by its first schema step
    const char *schema;   ///< resource folder of its schema steps
    /// Writes the rows that every new one has; after the schema.
    Result<void> (*begin)(DatabaseConnection &connection);
    /// Whether the tables are those of the newest schema: prepares every statement that reads them.
    Result<void> (*probe)(std::unique_ptr<DatabaseConnection> connection);
};

/// `muster.db`: the machines, challenges and registry of a workspace. The bytes MUST.
extern const DatabaseKind kWorkspaceDatabase;
/// `evidence.db`: the proofs that were made here. The bytes MUSE.
extern const DatabaseKind kEvidenceDatabase;
/// `inventory.db`: the machines that were seen at kept services. The bytes MUSI.
extern const DatabaseKind kInventoryDatabase;

} // namespace muster
