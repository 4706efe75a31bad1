// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

namespace muster {

/// Refusals of a record that both the services and the store give: whoever loses a race hears what he would
/// have heard later. Any thread.
///
/// NOT_FOUND for a machine id.
Error machineNotFound(const QString &id);

/// PRECONDITION_FAILED with `currentRevision`.
Error machineMoved(qint64 currentRevision);

} // namespace muster
