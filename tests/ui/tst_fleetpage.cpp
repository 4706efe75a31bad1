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
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

class PaintCounter : public QObject
{
public:
    using QObject::QObject;
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

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
    void stripCountsAndFilters();
    void stripSaysNothingOfProofsNobodyJudged();
    void verdictsStandInTheirColumn();
    void columnsAreKept();
    void columnsCanBeReset();
    void agesGrowWithoutAReset();
    void proofsAreJudgedAgainByThemselves();

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
    QCOMPARE(
        fixture.text(u"emptySentence"_s),
        u"Another Muster (process 4711) has this workspace open. Close it there, or open another one."_s);
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

void TestFleetPage::stripCountsAndFilters()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.workspace->addForklift(3, {}));
    QVERIFY(fixture.workspace->addForklift(4, {MachineStatus::Archived}));
    QVERIFY(fixture.workspace->announce(*IdentityRef::parse(u"did:peaq:2"_s),
                                        u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s));
    QVERIFY(fixture.open());
    const auto chip = [&fixture](const QString &name) {
        return fixture.find<QToolButton>(u"strip-"_s + name);
    };
    QCOMPARE(chip(u"draft"_s)->text(), u"Draft 1"_s);
    QCOMPARE(chip(u"active"_s)->text(), u"Active 2"_s);
    QCOMPARE(chip(u"blocked"_s)->text(), u"Blocked 0"_s);
    QVERIFY(!chip(u"blocked"_s)->isEnabled());
    QCOMPARE(chip(u"archived"_s)->text(), u"Archived 1"_s);
    QCOMPARE(chip(u"not-verified"_s)->text(), u"Not verified 1"_s);

    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QTest::mouseClick(chip(u"draft"_s), Qt::LeftButton);
    QCOMPARE(search->text(), u"status:draft"_s);
    QCOMPARE(fixture.names(), QStringList{u"Forklift 3"_s});
    QVERIFY(chip(u"draft"_s)->isChecked());
    QTest::mouseClick(chip(u"archived"_s), Qt::LeftButton);
    QCOMPARE(search->text(), u"status:archived"_s);
    QCOMPARE(fixture.names(), QStringList{u"Forklift 4"_s});
    QVERIFY(!chip(u"draft"_s)->isChecked());
    QTest::mouseClick(chip(u"active"_s), Qt::LeftButton);
    QTest::mouseClick(chip(u"not-verified"_s), Qt::LeftButton);
    QCOMPARE(search->text(), u"status:active verified:no"_s);
    QCOMPARE(fixture.names(), QStringList{u"Forklift 2"_s});
    QTest::mouseClick(chip(u"active"_s), Qt::LeftButton);
    QTest::mouseClick(chip(u"not-verified"_s), Qt::LeftButton);
    QVERIFY(search->text().isEmpty());
    QCOMPARE(fixture.names().size(), 3);
    // What is typed shows in the strip too.
    QTest::keyClicks(search, u"status:draft fork"_s);
    QVERIFY(chip(u"draft"_s)->isChecked());
}

void TestFleetPage::stripSaysNothingOfProofsNobodyJudged()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    QVERIFY(fixture.openMemory(service));
    QVERIFY(!fixture.find<QWidget>(u"fleetStrip"_s)->isVisible());
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    fixture.action(u"actionRefresh"_s)->trigger();
    QTRY_VERIFY(fixture.find<QWidget>(u"fleetStrip"_s)->isVisible());
    QVERIFY(!fixture.find<QToolButton>(u"strip-not-verified"_s)->isVisible());
}

void TestFleetPage::verdictsStandInTheirColumn()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.workspace->announce(*IdentityRef::parse(u"did:peaq:2"_s),
                                        u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s));
    QVERIFY(fixture.open());
    const auto cell = [&fixture](int row, int role = Qt::DisplayRole) {
        const QAbstractItemModel *model = fixture.table()->model();
        return model->index(row, static_cast<int>(MachineColumn::Verification)).data(role).toString();
    };
    QCOMPARE(cell(0), u"Verified \u00b7 just now"_s);
    QCOMPARE(cell(1), u"Controller changed \u00b7 just now"_s);
    QVERIFY(cell(1, Qt::ToolTipRole).contains(u"Prove it again"_s));
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QCOMPARE(fixture.text(u"detailsVerdict"_s), u"Controller changed \u00b7 just now"_s);
    QVERIFY(fixture.text(u"detailsProof"_s).contains(u"Prove it again"_s));
    // Failed ones can be edited: that is how they are repaired.
    QVERIFY(fixture.action(u"actionEdit"_s)->isEnabled());
}

void TestFleetPage::columnsAreKept()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    constexpr int kOwner = static_cast<int>(MachineColumn::OwnerId);
    constexpr int kType = static_cast<int>(MachineColumn::MachineType);
    constexpr int kId = static_cast<int>(MachineColumn::Id);
    constexpr int kUpdated = static_cast<int>(MachineColumn::UpdatedAt);
    QVERIFY(fixture.table()->isColumnHidden(kId));
    QHeaderView *header = fixture.table()->horizontalHeader();
    header->moveSection(header->visualIndex(kOwner), 0);
    header->resizeSection(kType, 171);
    fixture.action(u"column-id"_s)->trigger();
    fixture.action(u"column-labels"_s)->trigger();
    fixture.table()->sortByColumn(kUpdated, Qt::DescendingOrder);
    fixture.window->close();
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    header = fixture.table()->horizontalHeader();
    QCOMPARE(header->visualIndex(kOwner), 0);
    QCOMPARE(fixture.table()->columnWidth(kType), 171);
    QVERIFY(!fixture.table()->isColumnHidden(kId));
    QVERIFY(fixture.table()->isColumnHidden(static_cast<int>(MachineColumn::Labels)));
    QVERIFY(!fixture.action(u"column-labels"_s)->isChecked());
    QCOMPARE(header->sortIndicatorSection(), kUpdated);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestFleetPage::columnsCanBeReset()
{
    WindowFixture fixture(1);
    // Of a program that had other columns: what it knows is taken, the rest stays as it is.
    fixture.settings->setFleetLayout(
        {{{u"mood"_s, 80, true}, {u"owner"_s, 88, true}, {u"name"_s, 0, false}}, u"mood"_s, true});
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    const QHeaderView *header = fixture.table()->horizontalHeader();
    QCOMPARE(header->visualIndex(static_cast<int>(MachineColumn::OwnerId)), 0);
    QVERIFY(!fixture.table()->isColumnHidden(static_cast<int>(MachineColumn::DisplayName)));
    QVERIFY(!fixture.action(u"column-name"_s)->isEnabled());
    fixture.action(u"columnsReset"_s)->trigger();
    for (int section = 0; section < kMachineColumns; ++section)
        QCOMPARE(header->visualIndex(section), section);
    QVERIFY(fixture.settings->fleetLayout() == TableLayout());
}

void TestFleetPage::agesGrowWithoutAReset()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QSignalSpy resets(fixture.table()->model(), &QAbstractItemModel::modelReset);
    // The minute's tick paints the cells again; their words come from the clock of that moment.
    auto *minute = fixture.table()->findChild<QTimer *>(u"fleetMinute"_s);
    QVERIFY(minute && minute->isActive());
    PaintCounter painted;
    fixture.table()->viewport()->installEventFilter(&painted);
    QTest::qWait(0);
    const int before = painted.count;
    minute->setInterval(1);
    QTRY_VERIFY(painted.count > before);
    QCOMPARE(resets.count(), 0);
}

void TestFleetPage::proofsAreJudgedAgainByThemselves()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    const auto verdict = [&fixture] {
        const QAbstractItemModel *model = fixture.table()->model();
        return model->index(0, static_cast<int>(MachineColumn::Verification)).data().toString();
    };
    QCOMPARE(verdict(), u"Verified \u00b7 just now"_s);
    // Not by the window's own editor, so that nothing here is told of it.
    QVERIFY(fixture.workspace->announce(*IdentityRef::parse(u"did:peaq:1"_s),
                                        u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s));
    auto *recheck = fixture.find<QTimer>(u"fleetRecheck"_s);
    QVERIFY(recheck && recheck->isActive());
    recheck->setInterval(1);
    QTRY_COMPARE(verdict(), u"Controller changed \u00b7 just now"_s);
    recheck->stop();
}

QTEST_MAIN(TestFleetPage)
#include "tst_fleetpage.moc"
