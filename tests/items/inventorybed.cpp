// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventorybed.h"

#include "sqlinventorystore.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

const QString InventoryBed::kPlace = u"0123456789abcdef"_s;

QFuture<Result<Machine>> QuietService::machine(const QString &id, bool any)
{
    asked.append(id);
    anyAsked = anyAsked || any;
    if (!holdAnswers)
        return QtFuture::makeReadyFuture(answerFor(id));
    auto promise = std::make_shared<QPromise<Result<Machine>>>();
    promise->start();
    waiting.append({id, promise});
    return promise->future();
}

void QuietService::letOneGo()
{
    const auto [id, promise] = waiting.takeFirst();
    promise->addResult(answerFor(id));
    promise->finish();
}

Result<Machine> QuietService::answerFor(const QString &id) const
{
    if (refusals.contains(id))
        return Failure(refusals.value(id));
    if (unlisted.contains(id))
        return unlisted.value(id);
    return Failure(InventoryBed::refusal(ErrorCode::NotFound));
}

Error InventoryBed::refusal(ErrorCode code)
{
    return {code, u"A sentence of the service."_s, {}, 0, {}};
}

InventoryBed::InventoryBed()
{
    for (int number = 1; number <= 4; ++number)
        service.fleet.append(MemoryOrchestrator::machineNumber(number));
    begin();
}

void InventoryBed::begin(const QString &place)
{
    desk = std::make_unique<InventoryDesk>(
        [path = path()]() -> Result<std::unique_ptr<InventoryStore>> {
            return SqlInventoryStore::open(path);
        },
        clock);
    model = std::make_unique<MachineTableModel>(clock);
    inventory = std::make_unique<FleetInventory>(*model, clock);
    inventory->setDesk(*desk);
    inventory->setPlace(&service, place);
}

void InventoryBed::end()
{
    inventory.reset();
    model.reset();
    desk.reset();
}

bool InventoryBed::load()
{
    if (model->isLoading() || model->isLive())
        model->reload();
    else
        model->setOrchestrator(&service);
    if (!QTest::qWaitFor([this] { return model->isComplete(); }))
        return false;
    // The end of the list was told before this is asked, so it was answered before, too.
    kept();
    QCoreApplication::processEvents();
    return true;
}

QList<InventoryRecord> InventoryBed::kept(const QString &place)
{
    const auto page = desk->recordsAfter(place, 0, 1'000'000);
    return QTest::qWaitFor([&page] { return page.isFinished(); }) && page.result() ? page.result()->records
                                                                                   : QList<InventoryRecord>();
}

bool InventoryBed::isAnswered() const
{
    return QTest::qWaitFor([this] { return model->isComplete() && !inventory->isAsking(); });
}

QString InventoryBed::verdict(int number) const
{
    const int row = model->rowOf(idOf(number));
    return model->index(row, static_cast<int>(MachineColumn::Verification)).data().toString();
}

std::optional<Absence> InventoryBed::absenceOf(int number) const
{
    const int row = model->rowOf(idOf(number));
    return row < 0 ? std::nullopt : absence::of(model->at(row));
}

} // namespace muster
