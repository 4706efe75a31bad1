// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "absence.h"
#include "machine.h"
#include "result.h"

#include <QList>

#include <optional>

namespace muster {

/// A machine as it was last seen at a service.
struct InventoryRecord
{
    Machine machine;
    Timestamp seenAt = {};               ///< no later than it was last listed; exact for one that is not
    std::optional<Absence> absence = {}; ///< of one that the last complete list did not show
    bool operator==(const InventoryRecord &) const = default;
};

/// A part of an inventory, in the order in which the machines were first seen.
struct InventoryPage
{
    QList<InventoryRecord> records;
    qint64 last = 0;                 ///< the place of the last one, to go on from
    std::optional<Timestamp> seenAt; ///< when the service last showed anything; nothing: it never did
};

/// Every machine that was ever seen at the services that are kept, by the service's stable id (`place`). One
/// thread; every call may answer StorageFailure, and has changed nothing then.
class InventoryStore
{
public:
    virtual ~InventoryStore() = default;

    /// A list begins: what is taken from now on is what it shows.
    virtual Result<void> beginList(const QString &place) = 0;
    /// The service showed these; none of them is absent any more. On the disk when it returns.
    virtual Result<void> take(const QString &place, const QList<Machine> &machines, Timestamp now) = 0;
    /// The list is complete. Answers what it did not show, archived machines without an absence.
    virtual Result<QList<InventoryRecord>> finishList(const QString &place, Timestamp now) = 0;
    /// Why a machine is absent; nothing happens when it is not, or not known.
    virtual Result<void> explain(const QString &place, const QString &id, const Absence &absence) = 0;
    /// At most `limit` machines after that place, 0 for the first.
    virtual Result<InventoryPage> recordsAfter(const QString &place, qint64 after, int limit) = 0;
    /// Forgets everything of a service.
    virtual Result<void> forget(const QString &place) = 0;
};

} // namespace muster
