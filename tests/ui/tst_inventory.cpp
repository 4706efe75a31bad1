// SPDX-License-Identifier: GPL-3.0-or-later
#include "absencebar.h"
#include "fleetpage.h"
#include "machinetablemodel.h"
#include "memoryorchestrator.h"
#include "offlinebar.h"
#include "placewindow.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

/// What a kept service shows no longer, and what is shown of it while it is away, over real connections.
class TestInventory : public QObject
{
    Q_OBJECT

private slots:
    void aChangedControllerIsSaidAboveTheFleet();
    void theButtonProvesAgain();
    void whatIsGoneKeepsItsRow();
    void aClosedBannerComesAgainWhenSomethingChanges();
    void opensOfflineAndTurnsLive();
    void aRemovedServiceIsForgotten();

private:
    static std::shared_ptr<MemoryOrchestrator> showThree(const PlaceWindow &window);
    template <typename Bar>
    Bar *bar(const PlaceWindow &window) const
    {
        return window.window->findChild<Bar *>();
    }
    static QPushButton *actionOf(const MessageBar *bar)
    {
        return bar->findChild<QPushButton *>(u"messageAction"_s);
    }
    static MachineTableModel &model(const PlaceWindow &window)
    {
        return window.window->findChild<FleetPage *>()->model();
    }
    /// Chooses the row of a machine with a proof that holds; its record.
    static std::optional<Machine> verified(const PlaceWindow &window)
    {
        const MachineTableModel &machines = model(window);
        for (int row = 0; row < machines.rowCount(); ++row) {
            const Machine &machine = machines.at(row);
            if (machine.verification && machine.verification->state == Verification::State::Verified)
                return machine;
        }
        return std::nullopt;
    }
    static QString verdict(const PlaceWindow &window, const QString &id)
    {
        const MachineTableModel &machines = model(window);
        return machines.index(machines.rowOf(id), static_cast<int>(MachineColumn::Verification))
            .data()
            .toString();
    }
    static void refresh(const PlaceWindow &window) { window.action(u"actionRefresh"_s)->trigger(); }
};

void TestInventory::aChangedControllerIsSaidAboveTheFleet()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(fleet.url(), fleet.key(), u"Production"_s));
    const auto *banner = bar<AbsenceBar>(window);
    const auto machine = verified(window);
    QVERIFY(machine);
    const QString before = banner->text();
    const Address mine = window.desk.createKey();
    QVERIFY(fleet.rotate(*machine->identityRef, mine.text()));
    refresh(window);
    QTRY_VERIFY(banner->isVisible() && banner->text() != before);
    QTRY_VERIFY2(banner->text().endsWith(u"You hold the new key for 1."_s), qPrintable(banner->text()));
    QVERIFY2(banner->text().contains(u"no longer shown by the service"_s), qPrintable(banner->text()));
    QVERIFY2(banner->text().contains(u"controller changed"_s), qPrintable(banner->text()));
    QVERIFY2(verdict(window, machine->id).startsWith(u"Controller changed"_s),
             qPrintable(verdict(window, machine->id)));
    // The key goes, and with it the help.
    window.desk.forget(mine);
    QTRY_VERIFY2(banner->text().endsWith(u"No key that would do is held here."_s),
                 qPrintable(banner->text()));
}

void TestInventory::theButtonProvesAgain()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(fleet.url(), fleet.key(), u"Production"_s));
    auto *page = window.window->findChild<FleetPage *>();
    const auto machine = verified(window);
    QVERIFY(fleet.rotate(*machine->identityRef, window.desk.createKey().text()));
    refresh(window);
    const auto *banner = bar<AbsenceBar>(window);
    QTRY_VERIFY(banner->text().contains(u"controller changed"_s));
    QStringList wanted;
    connect(page, &FleetPage::proveAgainWanted, this, [&wanted](const QStringList &ids) { wanted = ids; });
    QVERIFY(actionOf(banner)->isVisible());
    QTest::mouseClick(actionOf(banner), Qt::LeftButton);
    QVERIFY2(wanted.contains(machine->id), qPrintable(wanted.join(u' ')));
    QTRY_VERIFY(window.window->findChild<QDialog *>(u"proveMachineDialog"_s) ||
                window.window->findChild<QDialog *>(u"proveFleetDialog"_s));
    // It stays said until it is done.
    QVERIFY(banner->isVisible());
}

/// A kept service with three machines that answers from memory.
std::shared_ptr<MemoryOrchestrator> TestInventory::showThree(const PlaceWindow &window)
{
    const auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 3; ++number)
        service->fleet.append(MemoryOrchestrator::machineNumber(number));
    window.window->show();
    Connection connection{service, u"fleet.example"_s, u"https://fleet.example"_s, true, false};
    connection.profile.id = u"0123456789abcdef"_s;
    window.window->setConnection(connection);
    return service;
}

void TestInventory::whatIsGoneKeepsItsRow()
{
    PlaceWindow window;
    const auto service = showThree(window);
    QTRY_VERIFY(window.text(u"statusCounts"_s).contains("complete"_L1));
    QVERIFY(!window.find<QToolButton>(u"strip-not-listed"_s)->isVisible());
    QVERIFY(window.click(u"Forklift 2"_s));
    QVERIFY(window.action(u"actionEdit"_s)->isEnabled());

    service->fleet.removeAt(1);
    refresh(window);
    const auto *banner = bar<AbsenceBar>(window);
    QTRY_COMPARE(banner->text(), u"1 machine is no longer shown by the service: not found."_s);
    // The row stays selected, but nothing can be changed by it.
    QCOMPARE(window.table()->currentIndex().data().toString(), u"Forklift 2"_s);
    QVERIFY(!window.action(u"actionEdit"_s)->isEnabled());
    QVERIFY(!window.action(u"actionArchive"_s)->isEnabled());
    QTRY_VERIFY2(window.text(u"detailsVerdict"_s).startsWith(u"Not listed: not found"_s),
                 qPrintable(window.text(u"detailsVerdict"_s)));
    QVERIFY(window.text(u"detailsProof"_s).contains(u"There is no such machine."_s));
    auto *chip = window.find<QToolButton>(u"strip-not-listed"_s);
    QVERIFY(chip->isVisible());
    QCOMPARE(chip->text(), u"No longer listed 1"_s);
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(window.find<QLineEdit>(u"searchField"_s)->text(), u"listed:no"_s);
    QCOMPARE(window.names(), QStringList{u"Forklift 2"_s});
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(window.names().size(), 3);
}

void TestInventory::aClosedBannerComesAgainWhenSomethingChanges()
{
    PlaceWindow window;
    const auto service = showThree(window);
    QTRY_VERIFY(window.text(u"statusCounts"_s).contains("complete"_L1));
    service->fleet.removeFirst();
    refresh(window);
    auto *banner = bar<AbsenceBar>(window);
    QTRY_VERIFY(banner->text().contains(u"not found"_s));
    QTest::mouseClick(banner->findChild<QToolButton *>(u"messageClose"_s), Qt::LeftButton);
    QVERIFY(!banner->isVisible());
    QSignalSpy asked(&window.window->findChild<FleetPage *>()->inventory(), &FleetInventory::changed);
    refresh(window);
    QTRY_VERIFY(asked.count() > 0 && model(window).isComplete());
    QVERIFY(!banner->isVisible());
    service->fleet.removeFirst();
    refresh(window);
    QTRY_COMPARE(banner->text(), u"2 machines are no longer shown by the service: not found."_s);
    QVERIFY(banner->isVisible());
}

void TestInventory::opensOfflineAndTurnsLive()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    KeyringApiKeys session;
    PlaceWindow window;
    window.connector.keeper = &session;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(fleet.url(), fleet.key(), u"Production"_s));
    const QStringList names = window.names();
    QVERIFY(!names.isEmpty());
    QVERIFY(!bar<OfflineBar>(window)->isVisible());
    window.quit();
    QVERIFY(fleet.stop());

    window.start(WindowFixture::Keys::OfTheSession);
    QVERIFY(window.open());
    QVERIFY(window.choose(u"Production"_s));
    QTRY_COMPARE(window.window->windowTitle(), u"Production — Muster"_s);
    const auto *offline = bar<OfflineBar>(window);
    QTRY_VERIFY(offline->isVisible() && actionOf(offline)->isVisible());
    QVERIFY2(offline->text().startsWith(u"Offline. What was seen just now; nothing can be changed. "_s),
             qPrintable(offline->text()));
    QVERIFY2(offline->text().contains(u"no service listens there"_s), qPrintable(offline->text()));
    QVERIFY2(offline->toolTip().contains(u'T') && offline->toolTip().contains(u'Z'),
             qPrintable(offline->toolTip()));
    QTRY_COMPARE(window.names(), names);
    QVERIFY2(window.text(u"statusCounts"_s).contains(u"offline"_s),
             qPrintable(window.text(u"statusCounts"_s)));
    QVERIFY(window.click(names.last()));
    for (const QString &name : {u"actionEdit"_s, u"actionArchive"_s})
        QVERIFY2(!window.action(name)->isEnabled(), qPrintable(name));
    QVERIFY(!window.text(u"detailsName"_s).isEmpty());

    // Nobody is there yet.
    QTest::mouseClick(actionOf(offline), Qt::LeftButton);
    QTRY_VERIFY(offline->isVisible() && actionOf(offline)->isVisible());
    QVERIFY(fleet.startAgain());
    QTest::mouseClick(actionOf(offline), Qt::LeftButton);
    QTRY_VERIFY(window.text(u"statusCounts"_s).contains("complete"_L1));
    QVERIFY(!offline->isVisible());
    QCOMPARE(window.names(), names);
    QCOMPARE(window.table()->currentIndex().data().toString(), names.last());
    QTRY_VERIFY(window.action(u"actionEdit"_s)->isEnabled());
}

void TestInventory::aRemovedServiceIsForgotten()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(fleet.url(), fleet.key(), u"Production"_s));
    const QString id = window.settings->serviceProfiles().first().id;
    const auto kept = [&window, id] {
        const auto page = window.inventory->recordsAfter(id, 0, 1000);
        const bool read = QTest::qWaitFor([&page] { return page.isFinished(); }) && page.result();
        return read ? page.result()->records.size() : -1;
    };
    QCOMPARE(kept(), model(window).rowCount());
    QVERIFY(window.choose(u"C&hange this service…"_s));
    QVERIFY(window.asked());
    window.press(u"connectRemove"_s);
    QTRY_VERIFY(window.dialog(u"removeServiceDialog"_s));
    window.press(u"removeServiceConfirm"_s);
    QTRY_VERIFY(window.settings->serviceProfiles().isEmpty());
    QCOMPARE(kept(), 0);
    window.dialog(u"connectDialog"_s)->reject();
    refresh(window);
    QTRY_VERIFY(model(window).isComplete());
    QCOMPARE(kept(), 0);
}

QTEST_MAIN(TestInventory)
#include "tst_inventory.moc"
