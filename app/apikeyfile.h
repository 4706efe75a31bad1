// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// The API key of a server: one line of an existing file, or a new 256-bit key written to a missing one, mode
/// 0600 (contract SWITCH). StorageFailure names the path.
Result<QByteArray> readOrCreateApiKey(const QString &path);

/// Replaces the key in the file. StorageFailure names the path; the old key then still stands.
Result<QByteArray> replaceApiKey(const QString &path);

} // namespace muster
