// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

class QIODevice;

namespace muster {

class StoreReader;

/// Writes every machine record, archived ones too, one JSON object a line in list order, each with the
/// evidence of its proof: what `--seed` reads. Answers how many there were; StorageFailure when the device
/// takes no more. On the reader's thread.
Result<qsizetype> exportMachines(StoreReader &reader, QIODevice &device);

/// The same into a file that only its owner may read (0600), whole or not at all.
Result<qsizetype> exportMachinesToFile(StoreReader &reader, const QString &path);

/// `export`: writes the machines of a workspace that no server has open to a file or to standard output.
/// Arguments after that word; answers the exit code (0, 1 failed, 2 wrong use).
int runExport(const QStringList &arguments, const QString &program);

} // namespace muster
