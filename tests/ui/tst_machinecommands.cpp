// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecommands.h"

#include "fleetcommands.h"
#include "machineregistry.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "statusmenu.h"
#include "windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachineCommands : public QObject
{
    Q_OBJECT

private slots:
    void archiveAsksNamingMachineAndPlace();
    void archiveCanBeCancelled();
    void answersOfAPlaceThatWasLeftChangeNothingHere();
    void statusMenuMovesTheMachine();
    void illegalMovesAreGreyedWithTheReason();
    void contextMenuIsTheSelection();
    void refusalIsShownInTheBar();
    void staleRecordCanBeLoadedAgain();
    void revisionIsSent();
    void revisionIsReadWhereAListHasNone();
    void aListThatIsOldOverwritesNothing();

private:
    static QString bar(const WindowFixture &fixture)
    {
        return fixture.find<MessageBar>(u"messageBar"_s)->text();
    }
    static QAction *status(const WindowFixture &fixture, const QString &name)
    {
        return fixture.action(u"status-"_s + name);
    }
};

// contract: LIFE-4
void TestMachineCommands::archiveAsksNamingMachineAndPlace()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QTest::keyClick(fixture.table(), Qt::Key_Delete);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = fixture.dialog(u"archiveDialog"_s)));
    QCOMPARE(dialog->findChild<QLabel *>(u"archiveQuestion"_s)->text(),
             u"Archive “Forklift 2” in Local workspace?"_s);
    auto *confirm = dialog->findChild<QPushButton *>(u"archiveConfirm"_s);
    QVERIFY(!confirm->isDefault());
    fixture.window->findChild<FleetCommands *>()->heldArchives().setHold(std::chrono::milliseconds(100));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
    const auto kept = fixture.workspace->machines().list(MachineQuery{100, {}, true, {}});
    QVERIFY(kept);
    QCOMPARE(kept->rows.at(1).machine.status, MachineStatus::Archived);
    QVERIFY(bar(fixture).isEmpty());
}

void TestMachineCommands::answersOfAPlaceThatWasLeftChangeNothingHere()
{
    MachineCommands commands;
    const QSignalSpy edited(&commands, &MachineCommands::edited);
    const QSignalSpy failed(&commands, &MachineCommands::failed);
    QList<std::shared_ptr<MemoryOrchestrator>> places;
    for (int number = 1; number <= 2; ++number) {
        places.append(std::make_shared<MemoryOrchestrator>());
        places.last()->fleet.append(MemoryOrchestrator::machineNumber(number));
        places.last()->fleet.last().revision = 1;
    }
    Machine missing = MemoryOrchestrator::machineNumber(9);
    missing.revision = 1;
    commands.setOrchestrator(places.first());
    commands.setStatus(places.first()->fleet.first(), MachineStatus::Blocked);
    commands.setStatus(missing, MachineStatus::Blocked);
    commands.setOrchestrator(places.last());
    commands.setStatus(places.last()->fleet.first(), MachineStatus::Blocked);
    QTRY_COMPARE(edited.size() + failed.size(), 2);
    QCOMPARE(places.first()->fleet.first().status, MachineStatus::Blocked);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().first().value<Machine>().id, places.last()->fleet.first().id);
    QCOMPARE(failed.first().last().toString(), QString());
}

void TestMachineCommands::archiveCanBeCancelled()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    fixture.action(u"actionArchive"_s)->trigger();
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = fixture.dialog(u"archiveDialog"_s)));
    // Enter takes the safe answer.
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!fixture.dialog(u"archiveDialog"_s));
    QCOMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
}

// contract: LIFE-2
void TestMachineCommands::statusMenuMovesTheMachine()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    QVERIFY(status(fixture, u"degraded"_s)->isEnabled());
    status(fixture, u"degraded"_s)->trigger();
    QTRY_COMPARE(fixture.text(u"detailsStatus"_s), u"Degraded"_s);
    status(fixture, u"archived"_s)->trigger();
    QTRY_VERIFY(fixture.dialog(u"archiveDialog"_s));
}

// contract: LIFE-2
void TestMachineCommands::illegalMovesAreGreyedWithTheReason()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    auto *menu = fixture.find<StatusMenu>(u"statusMenu"_s);
    QVERIFY(!menu->menuAction()->isEnabled());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    QVERIFY(menu->menuAction()->isEnabled());
    for (const MachineStatus from : {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                                     MachineStatus::Blocked, MachineStatus::Archived}) {
        Machine machine;
        machine.status = from;
        menu->setMachine(machine);
        for (const QAction *action : menu->actions()) {
            const auto to = static_cast<MachineStatus>(action->data().toInt());
            QCOMPARE(action->isEnabled(), nextStatuses(from).contains(to));
            if (!action->isEnabled())
                QVERIFY(action->statusTip().size() > 10);
        }
    }
    Machine draft;
    menu->setMachine(draft);
    QCOMPARE(status(fixture, u"degraded"_s)->toolTip(),
             u"A machine cannot go from Draft to Degraded. Allowed: Active, Blocked, Archived."_s);
}

void TestMachineCommands::contextMenuIsTheSelection()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    const QPoint where = fixture.table()->visualRect(fixture.table()->currentIndex()).center();
    emit fixture.table()->customContextMenuRequested(where);
    auto *menu = fixture.find<QMenu>(u"machineMenu"_s);
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->actions().contains(fixture.action(u"actionEdit"_s)));
    QVERIFY(menu->actions().contains(fixture.action(u"actionArchive"_s)));
    menu->close();
}

void TestMachineCommands::refusalIsShownInTheBar()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    service->writeFailure = Error{ErrorCode::InternalError, u"The disk is full."_s, {}, 0, {}};
    status(fixture, u"blocked"_s)->trigger();
    QTRY_COMPARE(bar(fixture),
                 u"“Forklift 1” was not set to Blocked. The disk is full. Try again; if it stays so, tell "
                 "who runs the service."_s);
    QCOMPARE(fixture.text(u"detailsStatus"_s), u"Active"_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"messageClose"_s), Qt::LeftButton);
    QVERIFY(!fixture.find<MessageBar>(u"messageBar"_s)->isVisible());
}

void TestMachineCommands::staleRecordCanBeLoadedAgain()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    service->fleet.first().displayName = u"Renamed by somebody"_s;
    service->fleet.first().revision = 2;
    service->writeFailure = Error{ErrorCode::PreconditionFailed, u"It has changed."_s, {}, 0, {}};
    status(fixture, u"blocked"_s)->trigger();
    QTRY_VERIFY(bar(fixture).startsWith(u"“Forklift 1” was not set to Blocked."_s));
    QTest::mouseClick(fixture.find<QPushButton>(u"messageAction"_s), Qt::LeftButton);
    QTRY_COMPARE(fixture.text(u"detailsName"_s), u"Renamed by somebody"_s);
}

// contract: HTTP-16
void TestMachineCommands::revisionIsSent()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    service->fleet.first().revision = 6;
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    status(fixture, u"degraded"_s)->trigger();
    QTRY_COMPARE(service->fleet.first().status, MachineStatus::Degraded);
    QCOMPARE(service->lastIfRevision, std::optional<qint64>(6));
}

void TestMachineCommands::revisionIsReadWhereAListHasNone()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->listsRevisions = false;
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    service->fleet.first().revision = 6;
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    status(fixture, u"degraded"_s)->trigger();
    QTRY_COMPARE(service->fleet.first().status, MachineStatus::Degraded);
    QCOMPARE(service->lastIfRevision, std::optional<qint64>(6));
}

void TestMachineCommands::aListThatIsOldOverwritesNothing()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->listsRevisions = false;
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    service->fleet.first().updatedAt = service->fleet.first().updatedAt.plusSeconds(1);
    service->fleet.first().displayName = u"Renamed by somebody"_s;
    status(fixture, u"degraded"_s)->trigger();
    QTRY_VERIFY(bar(fixture).startsWith(u"“Forklift 1” was not set to Degraded."_s));
    QCOMPARE(service->fleet.first().status, MachineStatus::Active);
    QTest::mouseClick(fixture.find<QPushButton>(u"messageAction"_s), Qt::LeftButton);
    QTRY_COMPARE(fixture.text(u"detailsName"_s), u"Renamed by somebody"_s);
}

QTEST_MAIN(TestMachineCommands)
#include "tst_machinecommands.moc"
