// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventorydesk.h"

#include "clock.h"
#include "whenfinished.h"

namespace muster {

InventoryDesk::InventoryDesk(Open open, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(std::move(open))
{}

template <typename T>
QFuture<Result<T>> InventoryDesk::run(std::function<Result<T>(InventoryStore &)> work)
{
    QFuture<Result<T>> future = m_store.run<T>(std::move(work));
    whenFinished(future, this, [this](const Result<T> &done) {
        if (!done)
            emit failed(done.error());
    });
    return future;
}

void InventoryDesk::beginList(const QString &place)
{
    run<void>([place](InventoryStore &store) { return store.beginList(place); });
}

void InventoryDesk::take(const QString &place, const QList<Machine> &machines)
{
    run<void>([place, machines, now = m_clock.now()](InventoryStore &store) {
        return store.take(place, machines, now);
    });
}

void InventoryDesk::explain(const QString &place, const QString &id, const Absence &absence)
{
    run<void>([place, id, absence](InventoryStore &store) { return store.explain(place, id, absence); });
}

void InventoryDesk::forget(const QString &place)
{
    run<void>([place](InventoryStore &store) { return store.forget(place); });
}

QFuture<Result<QList<InventoryRecord>>> InventoryDesk::finishList(const QString &place)
{
    return run<QList<InventoryRecord>>(
        [place, now = m_clock.now()](InventoryStore &store) { return store.finishList(place, now); });
}

QFuture<Result<InventoryPage>> InventoryDesk::recordsAfter(const QString &place, qint64 after, int limit)
{
    return run<InventoryPage>([=](InventoryStore &store) { return store.recordsAfter(place, after, limit); });
}

} // namespace muster
