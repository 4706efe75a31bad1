// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storereader.h"

namespace muster {

class Statement;

/// How a machine record lies in the columns of the table `machines`.
namespace machinerow {

/// A SELECT of every column that read() expects, followed by `rest` (WHERE, ORDER BY, LIMIT).
QString select(QLatin1StringView rest);
QString insert();
/// Replaces the row with the given id and revision.
QString update();

/// Binds what insert() or update() take. Answers the next position: the expected revision of update().
int bind(Statement &statement, const Machine &machine, const QByteArray &document);

/// The row the statement stands on; WorkspaceRefused / damaged when it cannot be a record of ours.
Result<StoredMachine> read(const Statement &row);

} // namespace machinerow
} // namespace muster
