// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetpage.h"

#include "fleettable.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "windowfixture.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestFleetPage : public QObject
{
    Q_OBJECT

private slots:
    void typingFilters();
    void escapeClearsThenLeaves();
    void headerClickSorts();
    void noMatchOffersToClear();
    void emptyFleetOffersRegistration();
    void onlyArchivedOffersToShowThem();
    void faultOffersRetry();
    void staleListIsToldAndKept();
    void manyPagesStreamIn();
    void rowsAreCalm();
    void selectionSurvivesRefresh();

private:
    static QString emptyTitle(const WindowFixture &fixture) { return fixture.text(u"emptyTitle"_s); }
    static void press(const WindowFixture &fixture, const QString &button)
    {
        QTest::mouseClick(fixture.find<QPushButton>(button), Qt::LeftButton);
    }
};

void TestFleetPage::typingFilters()
{
    WindowFixture fixture(3);
    QVERIFY(fixture.open());
    QTest::keyClick(fixture.window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"HALL-2"_s);
    QCOMPARE(fixture.names(), QStringList{u"Forklift 2"_s});
    QCOMPARE(fixture.text(u"statusCounts"_s), u"1 of 3 machines, complete"_s);
    QVERIFY(fixture.action(u"actionClearFilter"_s)->isEnabled());
    fixture.action(u"actionClearFilter"_s)->trigger();
    QCOMPARE(fixture.names().size(), 3);
}

void TestFleetPage::escapeClearsThenLeaves()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    search->setFocus();
    QTest::keyClicks(search, u"crane"_s);
    QCOMPARE(fixture.names().size(), 0);
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QCOMPARE(fixture.names().size(), 2);
    QVERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(fixture.table()->hasFocus());
}

void TestFleetPage::headerClickSorts()
{
    WindowFixture fixture;
    for (const int number : {2, 10, 1})
        QVERIFY(fixture.workspace->addForklift(number));
    QVERIFY(fixture.open());
    QHeaderView *header = fixture.table()->horizontalHeader();
    const auto clickHeader = [header](MachineColumn column) {
        const int section = static_cast<int>(column);
        const QPoint middle(header->sectionViewportPosition(section) + header->sectionSize(section) / 2,
                            header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    };
    clickHeader(MachineColumn::IdentityRef);
    QCOMPARE(fixture.names(), (QStringList{u"Forklift 1"_s, u"Forklift 2"_s, u"Forklift 10"_s}));
    clickHeader(MachineColumn::IdentityRef);
    QCOMPARE(fixture.names(), (QStringList{u"Forklift 10"_s, u"Forklift 2"_s, u"Forklift 1"_s}));
    QVERIFY(header->isSortIndicatorShown());
}

void TestFleetPage::noMatchOffersToClear()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QTest::keyClicks(search, u"crane"_s);
    QVERIFY(!fixture.table()->isVisible());
    QCOMPARE(emptyTitle(fixture), u"No machine matches “crane”"_s);
    press(fixture, u"emptyAction"_s);
    QVERIFY(search->text().isEmpty());
    QVERIFY(fixture.table()->isVisible());
}

void TestFleetPage::emptyFleetOffersRegistration()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QCOMPARE(emptyTitle(fixture), u"No machines yet"_s);
    QCOMPARE(fixture.find<QPushButton>(u"emptyAction"_s)->text(), u"Register machine"_s);
    QVERIFY(!fixture.find<QPushButton>(u"emptyOtherAction"_s)->isVisible());
    QVERIFY(fixture.workspace->addForklift(1));
    QTRY_VERIFY(fixture.table()->isVisible());
}

void TestFleetPage::onlyArchivedOffersToShowThem()
{
    WindowFixture fixture;
    QVERIFY(fixture.workspace->addForklift(1, {MachineStatus::Archived}));
    QVERIFY(fixture.open());
    QCOMPARE(emptyTitle(fixture), u"Every machine here is archived"_s);
    QCOMPARE(fixture.text(u"statusCounts"_s), u"0 machines, complete – 1 archived hidden"_s);
    press(fixture, u"emptyAction"_s);
    QCOMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
    QVERIFY(fixture.action(u"actionShowArchived"_s)->isChecked());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    QVERIFY(!fixture.action(u"actionEdit"_s)->isEnabled());
    QVERIFY(!fixture.action(u"actionArchive"_s)->isEnabled());
}

void TestFleetPage::faultOffersRetry()
{
    WindowFixture fixture(1);
    fixture.connector.workspaceFault = Error{
        ErrorCode::WorkspaceInUse, u"Another Muster (process 4711) has this workspace open."_s, {}, 0, {}};
    fixture.window->show();
    fixture.window->openWorkspace();
    QTRY_COMPARE(emptyTitle(fixture), u"The machines could not be loaded"_s);
    QCOMPARE(fixture.text(u"emptySentence"_s), u"Another Muster (process 4711) has this workspace open."_s);
    fixture.connector.workspaceFault.reset();
    press(fixture, u"emptyAction"_s);
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
}

void TestFleetPage::staleListIsToldAndKept()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    QVERIFY(fixture.openMemory(service));
    QTRY_COMPARE(fixture.names().size(), 1);
    service->listFailure = Error{ErrorCode::InternalError, u"The service is on fire."_s, {}, 0, {}};
    QTest::keyClick(fixture.window.get(), Qt::Key_F5);
    auto *message = fixture.find<MessageBar>(u"messageBar"_s);
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().contains(u"The service is on fire."_s));
    QCOMPARE(fixture.names().size(), 1);
    QVERIFY(fixture.text(u"statusCounts"_s).endsWith("not all loaded"_L1));
    service->listFailure.reset();
    press(fixture, u"messageAction"_s);
    QTRY_VERIFY(fixture.text(u"statusCounts"_s).endsWith("complete"_L1));
    QVERIFY(!message->isVisible());
}

void TestFleetPage::manyPagesStreamIn()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 1200; ++number)
        service->fleet.append(MemoryOrchestrator::machineNumber(number));
    QVERIFY(fixture.openMemory(service));
    QTRY_COMPARE(fixture.text(u"statusCounts"_s), u"1200 machines, complete"_s);
}

void TestFleetPage::rowsAreCalm()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    const QTableView *table = fixture.table();
    QVERIFY(!table->showGrid());
    QVERIFY(table->alternatingRowColors());
    QVERIFY(table->rowHeight(0) >= table->fontMetrics().height() * 3 / 2);
    QVERIFY(!table->verticalHeader()->isVisible());
    QCOMPARE(table->selectionBehavior(), QAbstractItemView::SelectRows);
}

void TestFleetPage::selectionSurvivesRefresh()
{
    WindowFixture fixture(4);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 3"_s));
    QVERIFY(fixture.workspace->addForklift(0));
    QTest::keyClick(fixture.window.get(), Qt::Key_F5);
    QTRY_COMPARE(fixture.names().size(), 5);
    QTRY_VERIFY(fixture.text(u"statusCounts"_s).endsWith("complete"_L1));
    QCOMPARE(fixture.table()->currentIndex().data().toString(), u"Forklift 3"_s);
    QCOMPARE(fixture.text(u"detailsName"_s), u"Forklift 3"_s);
}

QTEST_MAIN(TestFleetPage)
#include "tst_fleetpage.moc"
