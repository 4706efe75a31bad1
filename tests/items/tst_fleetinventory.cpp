// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventorybed.h"
#include "recordfault.h"
#include "sqlinventorystore.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// What is kept of a service over many sessions.
class TestFleetInventory : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bed = std::make_unique<InventoryBed>(); }
    void whatWasMarkedComesBackWithTheNextSession();
    void opensOfflineAndTurnsLiveByDifference();
    void keptRowsThatComeTooLateAreNotShown();
    void otherFaultsShowNothingKept();
    void changesAreSeenToo();
    void aVisitKeepsNothing();
    void aServiceThatIsForgottenLeavesNothing();
    void whatCannotBeReadAtAllIsNoMachine();
    void nobodyWaitsForTheDisk();
    void aFaultOfTheFileIsTold();

private:
    /// The inventory is opened only once this may be acquired.
    void blockStore(QSemaphore &mayOpen);
    std::unique_ptr<InventoryBed> m_bed;
};

void TestFleetInventory::blockStore(QSemaphore &mayOpen)
{
    m_bed->desk = std::make_unique<InventoryDesk>(
        [&mayOpen, path = m_bed->path()]() -> Result<std::unique_ptr<InventoryStore>> {
            mayOpen.acquire();
            return SqlInventoryStore::open(path);
        },
        m_bed->clock);
    m_bed->inventory->setDesk(*m_bed->desk);
    m_bed->inventory->setPlace(&m_bed->service, InventoryBed::kPlace);
}

void TestFleetInventory::whatWasMarkedComesBackWithTheNextSession()
{
    QVERIFY(m_bed->load());
    m_bed->service.fleet.removeFirst();
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->kept().first().absence->code, u"NOT_FOUND"_s);
    m_bed->end();
    m_bed->service.asked.clear();
    QVERIFY(m_bed->clock.advance(24 * 3600));
    m_bed->begin();
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->model->rowCount(), 4);
    QCOMPARE(m_bed->absenceOf(1)->code, u"NOT_FOUND"_s);
    // Not found is a last word.
    QVERIFY(m_bed->service.asked.isEmpty());
}

void TestFleetInventory::opensOfflineAndTurnsLiveByDifference()
{
    QVERIFY(m_bed->load());
    QVERIFY(!m_bed->model->isOffline());
    const Timestamp seen = m_bed->clock.now();
    m_bed->end();
    QVERIFY(m_bed->clock.advance(3 * 3600));
    m_bed->begin();
    m_bed->service.listFailure = InventoryBed::refusal(ErrorCode::NetworkFailure);
    m_bed->model->setOrchestrator(&m_bed->service);
    QTRY_COMPARE(m_bed->model->rowCount(), 4);
    QVERIFY(m_bed->model->isOffline());
    QVERIFY(!m_bed->model->isComplete());
    QVERIFY(m_bed->inventory->seenAt());
    QVERIFY(qAbs(m_bed->inventory->seenAt()->milliseconds - seen.milliseconds) < 60'000);
    QVERIFY(m_bed->service.asked.isEmpty());
    const QPersistentModelIndex stays = m_bed->model->index(m_bed->model->rowOf(InventoryBed::idOf(3)), 0);

    m_bed->service.listFailure.reset();
    m_bed->service.fleet.removeFirst();
    m_bed->service.fleet[1].displayName = u"Renamed"_s; // number 3
    m_bed->service.fleet[1].revision = 2;
    m_bed->service.fleet.append(MemoryOrchestrator::machineNumber(9));
    QSignalSpy reset(m_bed->model.get(), &QAbstractItemModel::modelReset);
    m_bed->model->reload();
    QTRY_VERIFY(m_bed->model->isComplete());
    QVERIFY(m_bed->isAnswered());
    QVERIFY(!m_bed->model->isOffline());
    QVERIFY(!m_bed->inventory->seenAt());
    QCOMPARE(reset.count(), 0);
    QVERIFY(stays.isValid());
    QCOMPARE(stays.data().toString(), u"Renamed"_s);
    QCOMPARE(m_bed->model->rowCount(), 5);
    QTRY_COMPARE(m_bed->absenceOf(1).value_or(Absence{}).code, u"NOT_FOUND"_s);
}

void TestFleetInventory::keptRowsThatComeTooLateAreNotShown()
{
    QVERIFY(m_bed->load());
    m_bed->end();
    QSemaphore mayOpen;
    const auto end = qScopeGuard([this, &mayOpen] {
        mayOpen.release();
        m_bed->end();
    });
    m_bed->begin();
    blockStore(mayOpen);
    m_bed->service.listFailure = InventoryBed::refusal(ErrorCode::NetworkFailure);
    QSignalSpy failed(m_bed->model.get(), &MachineTableModel::loadFailed);
    m_bed->model->setOrchestrator(&m_bed->service);
    QTRY_COMPARE(failed.count(), 1);
    m_bed->service.listFailure.reset();
    m_bed->service.fleet.removeFirst();
    m_bed->model->reload();
    QTRY_VERIFY(m_bed->model->isComplete());
    mayOpen.release();
    m_bed->kept();
    QCoreApplication::processEvents();
    QVERIFY(m_bed->isAnswered());
    // Its row is that of a machine that is not listed, not one of an earlier time.
    QCOMPARE(m_bed->model->rowCount(), 4);
    QTRY_COMPARE(m_bed->absenceOf(1).value_or(Absence{}).code, u"NOT_FOUND"_s);
    QVERIFY(!m_bed->inventory->seenAt());
}

void TestFleetInventory::otherFaultsShowNothingKept()
{
    QVERIFY(m_bed->load());
    m_bed->end();
    m_bed->begin();
    m_bed->service.listFailure = InventoryBed::refusal(ErrorCode::AuthInvalid);
    QSignalSpy failed(m_bed->model.get(), &MachineTableModel::loadFailed);
    m_bed->model->setOrchestrator(&m_bed->service);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_bed->kept().size(), 4); // whoever had asked before this would have been answered by now
    QCOMPARE(m_bed->model->rowCount(), 0);
}

void TestFleetInventory::changesAreSeenToo()
{
    QVERIFY(m_bed->load());
    Machine registered = MemoryOrchestrator::machineNumber(20);
    m_bed->model->take(registered);
    QCOMPARE(m_bed->kept().size(), 5);
    QCOMPARE(m_bed->kept().last().machine.id, registered.id);
    // Between two lists: the next one must show it, too.
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QVERIFY(m_bed->absenceOf(20));
}

void TestFleetInventory::aVisitKeepsNothing()
{
    m_bed->end();
    m_bed->begin({});
    QVERIFY(m_bed->load());
    m_bed->service.fleet.removeFirst();
    QVERIFY(m_bed->load());
    QCOMPARE(m_bed->model->rowCount(), 3);
    QVERIFY(m_bed->kept({}).isEmpty());
    QVERIFY(m_bed->service.asked.isEmpty());
}

void TestFleetInventory::aServiceThatIsForgottenLeavesNothing()
{
    QVERIFY(m_bed->load());
    QCOMPARE(m_bed->kept().size(), 4);
    m_bed->inventory->forget(InventoryBed::kPlace);
    QVERIFY(m_bed->kept().isEmpty());
    // It is still worked on, until the window turns elsewhere.
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->kept().isEmpty());
}

void TestFleetInventory::whatCannotBeReadAtAllIsNoMachine()
{
    Machine strange = MemoryOrchestrator::machineNumber(7);
    strange.id = u"unreadable-0011223344556677"_s;
    recordfault::mark(strange, {{u"/id"_s, u"A text is needed."_s}});
    m_bed->service.fleet.append(strange);
    QVERIFY(m_bed->load());
    QCOMPARE(m_bed->model->rowCount(), 5);
    QCOMPARE(m_bed->kept().size(), 4);
    m_bed->service.fleet.removeLast();
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->model->rowCount(), 4);
}

void TestFleetInventory::nobodyWaitsForTheDisk()
{
    m_bed->end();
    QSemaphore mayOpen;
    const auto end = qScopeGuard([this, &mayOpen] {
        mayOpen.release();
        m_bed->end();
    });
    for (int number = 5; number <= 3'000; ++number)
        m_bed->service.fleet.append(MemoryOrchestrator::machineNumber(number));
    m_bed->begin();
    blockStore(mayOpen);
    m_bed->model->setOrchestrator(&m_bed->service);
    QTRY_VERIFY(m_bed->model->isComplete());
    QCOMPARE(m_bed->model->rowCount(), 3'000);
    mayOpen.release();
    QCOMPARE(m_bed->kept().size(), 3'000);
}

void TestFleetInventory::aFaultOfTheFileIsTold()
{
    m_bed->end();
    QFile file(m_bed->path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("dear diary\n") > 0);
    file.close();
    m_bed->begin();
    QSignalSpy failed(m_bed->desk.get(), &InventoryDesk::failed);
    QVERIFY(m_bed->load());
    QVERIFY(failed.count() > 0);
    QCOMPARE(qvariant_cast<Error>(failed.first().first()).code, ErrorCode::WorkspaceRefused);
    // The fleet is shown all the same.
    QCOMPARE(m_bed->model->rowCount(), 4);
}

QTEST_GUILESS_MAIN(TestFleetInventory)
#include "tst_fleetinventory.moc"
