// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"
#include "registryentry.h"
#include "result.h"

#include <QJsonValue>

namespace muster {

class Clock;
class StoreWriter;

/// Reads a registry: a JSON array of
/// {"did","controllers":[address…],"operator"?,"bonded"?,"active"?,"name"?}. Either spelling of an identity,
/// addresses all lower, all upper or right EIP-55, unknown members ignored, no identity twice. An empty
/// `controllers` is an identity without an EVM controller. All faults at once, each with a JSON Pointer that
/// starts with the entry's index. Any thread.
Result<QList<RegistryEntry>> parseRegistry(const QJsonValue &registry);

/// Stores the entries (upsert) in one write, with one audit event of `caller` when anything changed. Not on
/// the writer's thread.
Result<void> storeRegistryEntries(StoreWriter &writer, const Clock &clock,
                                  const QList<RegistryEntry> &entries,
                                  const Caller &caller = {QStringLiteral("system")});

} // namespace muster
