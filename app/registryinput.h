// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"
#include "result.h"

#include <QList>
#include <QString>

namespace muster {

inline constexpr qint64 kLargestRegistry = 16 * 1024 * 1024; ///< bytes of a file that is read

/// The identities of a file as `--registry` and the window take it; see parseRegistry(). StorageFailure,
/// which names the path, when it cannot be read; ValidationError with all faults at once when it is too
/// large, no strict JSON or no registry. Reads the whole file: not on the GUI thread.
Result<QList<RegistryEntry>> readRegistryFile(const QString &path);

} // namespace muster
