// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventorystore.h"
#include "storethread.h"

#include <QFuture>
#include <QObject>

namespace muster {

class Clock;

/// The inventory as the window uses it: told what is seen, in a thread of its own and one thing after
/// another, so that nobody waits for the disk. GUI thread.
class InventoryDesk : public QObject
{
    Q_OBJECT

public:
    using Open = StoreThread<InventoryStore>::Open;

    /// `clock` outlives this. What was told to it is kept before it goes.
    InventoryDesk(Open open, const Clock &clock, QObject *parent = nullptr);

    /// What these do is said in InventoryStore; a failure of any of them is told by failed(), too.
    void beginList(const QString &place);
    void take(const QString &place, const QList<Machine> &machines);
    void explain(const QString &place, const QString &id, const Absence &absence);
    void forget(const QString &place);

    QFuture<Result<QList<InventoryRecord>>> finishList(const QString &place);
    QFuture<Result<InventoryPage>> recordsAfter(const QString &place, qint64 after, int limit);

signals:
    /// Something could not be kept, or not be read.
    void failed(const muster::Error &error);

private:
    template <typename T>
    QFuture<Result<T>> run(std::function<Result<T>(InventoryStore &)> work);

    const Clock &m_clock;
    StoreThread<InventoryStore> m_store;
};

} // namespace muster
