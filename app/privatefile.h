// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// Writes a file that only its owner may read (0600), whole or not at all. StorageFailure names the path.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace muster
