// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

class QSaveFile;

namespace muster {

/// Opens a file for writing that takes the place of what is there when it is committed. A device, a pipe, a
/// socket or a folder is not replaced: the rename would take it away from everybody who uses it.
/// STORAGE_FAILURE with the path. Any thread; may block.
Result<void> openToReplace(QSaveFile &file);

} // namespace muster
