// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerkey.h"
#include "result.h"

#include <QString>

#include <functional>

namespace muster {

/// The key of a file that holds one line of hex, as the public command line writes it. The bytes go from the
/// system straight into locked memory. KeyRefused with the reason; StorageFailure when it cannot be read. Any
/// thread.
Result<ControllerKey> readPlainKeyFile(const QString &path);

/// Overwrites the file's bytes and removes it, if `isKept` says so of the key that it holds now: it may be
/// another one than when it was imported. KeyRefused when it holds none, KeyMissing when its key is not kept.
/// What a copy-on-write disk, a snapshot or a backup kept of it is out of reach, and whoever offers this says
/// so. StorageFailure; then the file is still there, if perhaps overwritten.
Result<void> removePlainKeyFile(const QString &path, const std::function<bool(const Address &)> &isKept);

} // namespace muster
