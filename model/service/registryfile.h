// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"
#include "result.h"

#include <QByteArray>

namespace muster {

/// Reads `--registry FILE`: a JSON array of {"did","controllers":[address…],"operator"?,"bonded"?,"active"?,"name"?}.
/// All faults at once, each with a JSON Pointer that starts with the entry's index. Any thread.
Result<QList<RegistryEntry>> parseRegistryFile(const QByteArray &json);

/// Stores the entries (upsert) in one write.
class StoreWriter;
class Clock;
Result<void> storeRegistryEntries(StoreWriter &writer, const Clock &clock, const QList<RegistryEntry> &entries);

} // namespace muster
