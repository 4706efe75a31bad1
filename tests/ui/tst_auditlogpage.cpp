// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditlogpage.h"

#include "machineregistry.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "windowfixture.h"

#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// The audit log in the window, over a real workspace where nothing else is said.
class TestAuditLogPage : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatHappenedNewestFirst();
    void nothingIsAskedBeforeThePageIsShown();
    void followsWhatIsDone();
    void detailsCompareBeforeAndAfter();
    void filtersByKindAndActor();
    void typedWordsFilterAndClear();
    void periodsLimitTheTime();
    void historyOfTheSelectedMachine();
    void machineCommandsRestWhileThePageIsShown();
    void panesComeBackWithTheFleet();
    void olderEventsComeWhenAsked();
    void emptyLogSaysSo();
    void faultOffersRetry();
    void exportsWhatMatchesAndSaysWhere();
    void exportAsksForAFile();
    void exportFaultIsSaid();
    void anotherPlaceShowsItsOwnLog();

private:
    template <typename T>
    static T *part(const WindowFixture &fixture, const QString &name)
    {
        return fixture.find<AuditLogPage>(u"auditLogPage"_s)->findChild<T *>(name);
    }
    static QTableView *table(const WindowFixture &fixture)
    {
        return part<QTableView>(fixture, u"auditTable"_s);
    }
    static QString cell(const WindowFixture &fixture, int row, int column)
    {
        return table(fixture)->model()->index(row, column).data().toString();
    }
    static QStringList types(const WindowFixture &fixture)
    {
        QStringList found;
        for (int row = 0; row < table(fixture)->model()->rowCount(); ++row)
            found.append(cell(fixture, row, 2));
        return found;
    }
    static QString counts(const WindowFixture &fixture)
    {
        return part<QLabel>(fixture, u"auditCounts"_s)->text();
    }
    static QString emptyTitle(const WindowFixture &fixture)
    {
        return part<QLabel>(fixture, u"auditEmptyTitle"_s)->text();
    }
    static void press(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }
    static void showPage(const WindowFixture &fixture)
    {
        QTest::keyClick(fixture.window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    }
};

void TestAuditLogPage::showsWhatHappenedNewestFirst()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture), QStringList({u"Machine activated"_s, u"Machine registered"_s,
                                              u"Challenge made"_s, u"Registry loaded"_s}));
    QTRY_COMPARE(counts(fixture), u"Events: 4, complete"_s);
    QVERIFY(table(fixture)->isVisible());
    QVERIFY(!fixture.table()->isVisible());
    QCOMPARE(cell(fixture, 1, 4), u"“Forklift 1” as did:peaq:1"_s);
    QVERIFY(fixture.action(u"actionAuditLog"_s)->isChecked());
}

void TestAuditLogPage::nothingIsAskedBeforeThePageIsShown()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    QVERIFY(fixture.openMemory(service));
    QVERIFY(service->auditQueries.isEmpty());
    showPage(fixture);
    QTRY_COMPARE(service->auditQueries.size(), 1);
}

void TestAuditLogPage::followsWhatIsDone()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 4);
    QVERIFY(fixture.workspace->addForklift(2));
    QTRY_COMPARE(types(fixture).size(), 8);
    QCOMPARE(cell(fixture, 1, 4), u"“Forklift 2” as did:peaq:2"_s);
}

void TestAuditLogPage::detailsCompareBeforeAndAfter()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 4);
    const QRect row = table(fixture)->visualRect(table(fixture)->model()->index(0, 2));
    QTest::mouseClick(table(fixture)->viewport(), Qt::LeftButton, {}, row.center());
    auto *payload = part<QTableWidget>(fixture, u"auditPayload"_s);
    QTRY_VERIFY(payload->isVisible());
    QCOMPARE(payload->rowCount(), 1);
    QCOMPARE(payload->item(0, 0)->text(), u"Status"_s);
    QCOMPARE(payload->item(0, 1)->text(), u"draft"_s);
    QCOMPARE(payload->item(0, 2)->text(), u"active"_s);
    QTest::keyClick(table(fixture), Qt::Key_Down);
    QTRY_VERIFY(payload->rowCount() > 5);
}

void TestAuditLogPage::filtersByKindAndActor()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 8);
    auto *type = part<QComboBox>(fixture, u"auditType"_s);
    type->setCurrentIndex(type->findText(u"Machine registered"_s));
    QTRY_COMPARE(types(fixture), QStringList({u"Machine registered"_s, u"Machine registered"_s}));
    auto *actor = part<QComboBox>(fixture, u"auditActor"_s);
    actor->setCurrentIndex(actor->findText(u"Muster itself"_s));
    QTRY_COMPARE(emptyTitle(fixture), u"No event matches"_s);
    press(part<QPushButton>(fixture, u"auditEmptyAction"_s));
    QTRY_COMPARE(types(fixture).size(), 8);
    QCOMPARE(type->currentIndex(), 0);
    QCOMPARE(actor->currentIndex(), 0);
}

void TestAuditLogPage::typedWordsFilterAndClear()
{
    WindowFixture fixture(3);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 12);
    QTest::keyClick(fixture.window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *text = part<QLineEdit>(fixture, u"auditText"_s);
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, u"did:peaq:2 registered"_s);
    QTRY_COMPARE(types(fixture), QStringList{u"Machine registered"_s});
    auto *clear = part<QPushButton>(fixture, u"auditClear"_s);
    QVERIFY(clear->isEnabled());
    press(clear);
    QTRY_COMPARE(types(fixture).size(), 12);
    QVERIFY(!clear->isEnabled());
}

void TestAuditLogPage::periodsLimitTheTime()
{
    WindowFixture fixture;
    fixture.workspace->setClockShift(-3 * 24 * 3600);
    QVERIFY(fixture.workspace->addForklift(1));
    fixture.workspace->setClockShift(0);
    QVERIFY(fixture.workspace->addForklift(2));
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 8);
    auto *period = part<QComboBox>(fixture, u"auditPeriod"_s);
    auto *from = part<QDateEdit>(fixture, u"auditFrom"_s);
    auto *to = part<QDateEdit>(fixture, u"auditTo"_s);
    QVERIFY(!from->isVisible());
    period->setCurrentIndex(period->findText(u"Last 24 hours"_s));
    QTRY_COMPARE(types(fixture).size(), 4);
    QCOMPARE(cell(fixture, 1, 4), u"“Forklift 2” as did:peaq:2"_s);
    period->setCurrentIndex(period->findText(u"From … to …"_s));
    QTRY_VERIFY(from->isVisible());
    QTRY_COMPARE(types(fixture).size(), 8);
    to->setDate(to->date().addDays(-2));
    QTRY_COMPARE(types(fixture).size(), 4);
    QCOMPARE(cell(fixture, 1, 4), u"“Forklift 1” as did:peaq:1"_s);
    from->setDate(to->date().addDays(5));
    QVERIFY(from->date() <= to->date());
}

void TestAuditLogPage::historyOfTheSelectedMachine()
{
    WindowFixture fixture(3);
    QVERIFY(fixture.open());
    QAction *history = fixture.action(u"actionHistory"_s);
    QVERIFY(!history->isEnabled());
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QVERIFY(history->isEnabled());
    const QRect cell = fixture.table()->visualRect(fixture.table()->currentIndex());
    emit fixture.table()->customContextMenuRequested(cell.center());
    auto *menu = fixture.find<QMenu>(u"machineMenu"_s);
    QVERIFY(menu && menu->actions().contains(history));
    menu->close();
    history->trigger();
    QTRY_COMPARE(types(fixture),
                 QStringList({u"Machine activated"_s, u"Machine registered"_s, u"Challenge made"_s}));
    QVERIFY(part<QLineEdit>(fixture, u"auditMachine"_s)->text().startsWith(u"mach_"_s));
    QCOMPARE(TestAuditLogPage::cell(fixture, 1, 4), u"“Forklift 2” as did:peaq:2"_s);
}

void TestAuditLogPage::machineCommandsRestWhileThePageIsShown()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    QVERIFY(fixture.action(u"actionArchive"_s)->isEnabled());
    showPage(fixture);
    for (const QString &name : {u"actionArchive"_s, u"actionEdit"_s, u"actionHistory"_s})
        QVERIFY2(!fixture.action(name)->isEnabled(), qPrintable(name));
    showPage(fixture);
    QVERIFY(fixture.table()->isVisible());
    QVERIFY(fixture.action(u"actionArchive"_s)->isEnabled());
}

void TestAuditLogPage::panesComeBackWithTheFleet()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    auto *details = fixture.find<QDockWidget>(u"detailsDock"_s);
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    showPage(fixture);
    QVERIFY(!details->isVisible());
    QTRY_VERIFY(!search->isVisible());
    showPage(fixture);
    QVERIFY(details->isVisible());
    QTRY_VERIFY(search->isVisible());
    details->hide();
    showPage(fixture);
    showPage(fixture);
    QVERIFY(!details->isVisible());
    // A window closed on this page opens with the pane the fleet had.
    details->show();
    showPage(fixture);
    fixture.window->close();
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    QVERIFY(fixture.find<QDockWidget>(u"detailsDock"_s)->isVisible());
}

void TestAuditLogPage::olderEventsComeWhenAsked()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 250; ++number)
        service->events.prepend(MemoryOrchestrator::eventNumber(number));
    QVERIFY(fixture.openMemory(service));
    showPage(fixture);
    auto *older = part<QPushButton>(fixture, u"auditOlder"_s);
    QTRY_VERIFY(older->isVisible());
    QCOMPARE(counts(fixture), u"Events: 200, back to 2023-11-14 22:14:11 UTC"_s);
    press(older);
    QTRY_COMPARE(counts(fixture), u"Events: 250, complete"_s);
    QVERIFY(!older->isVisible());
}

void TestAuditLogPage::emptyLogSaysSo()
{
    WindowFixture fixture;
    QVERIFY(fixture.openMemory(std::make_shared<MemoryOrchestrator>()));
    showPage(fixture);
    QTRY_COMPARE(emptyTitle(fixture), u"Nothing is recorded yet"_s);
    QVERIFY(!part<QPushButton>(fixture, u"auditEmptyAction"_s)->isVisible());
}

void TestAuditLogPage::faultOffersRetry()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->events = {MemoryOrchestrator::eventNumber(1)};
    QVERIFY(fixture.openMemory(service));
    service->listFailure = Error{ErrorCode::NetworkFailure, u"fleet.example did not answer."_s, {}, 0, {}};
    showPage(fixture);
    QTRY_COMPARE(emptyTitle(fixture), u"The audit log could not be loaded"_s);
    QVERIFY(
        part<QLabel>(fixture, u"auditEmptySentence"_s)->text().contains(u"fleet.example did not answer."_s));
    service->listFailure.reset();
    press(part<QPushButton>(fixture, u"auditEmptyAction"_s));
    QTRY_COMPARE(types(fixture).size(), 1);
}

void TestAuditLogPage::exportsWhatMatchesAndSaysWhere()
{
    WindowFixture fixture(3);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 12);
    auto *type = part<QComboBox>(fixture, u"auditType"_s);
    type->setCurrentIndex(type->findText(u"Machine registered"_s));
    QTRY_COMPARE(types(fixture).size(), 3);
    const QString path = fixture.folder.filePath(u"audit.csv"_s);
    fixture.find<AuditLogPage>(u"auditLogPage"_s)->exportTo(path);
    auto *bar = fixture.find<MessageBar>(u"messageBar"_s);
    QTRY_VERIFY(bar->isVisible());
    QVERIFY2(bar->text().endsWith(u"Events: 3."_s), qPrintable(bar->text()));
    QVERIFY(bar->text().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.at(1).contains("machine.created") && lines.at(1).contains("did:peaq:3"));
}

void TestAuditLogPage::exportAsksForAFile()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    press(part<QPushButton>(fixture, u"auditExport"_s));
    QTRY_VERIFY(fixture.dialog(u"auditExportDialog"_s));
    auto *dialog = qobject_cast<QFileDialog *>(fixture.dialog(u"auditExportDialog"_s));
    QVERIFY(dialog);
    const QString path = fixture.folder.filePath(u"chosen.csv"_s);
    emit dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(QFile::exists(path));
}

void TestAuditLogPage::exportFaultIsSaid()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    const QString path = fixture.folder.filePath(u"nowhere/audit.csv"_s);
    fixture.find<AuditLogPage>(u"auditLogPage"_s)->exportTo(path);
    auto *bar = fixture.find<MessageBar>(u"messageBar"_s);
    QTRY_VERIFY(bar->isVisible());
    QVERIFY2(bar->text().startsWith(u"The audit log was not exported. "_s), qPrintable(bar->text()));
    QVERIFY(bar->text().contains(path));
    QCOMPARE(part<QPushButton>(fixture, u"auditExport"_s)->text(), u"E&xport CSV…"_s);
}

void TestAuditLogPage::anotherPlaceShowsItsOwnLog()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    showPage(fixture);
    QTRY_COMPARE(types(fixture).size(), 4);
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->events = {MemoryOrchestrator::eventNumber(3)};
    QVERIFY(fixture.openMemory(service));
    QTRY_COMPARE(types(fixture), QStringList{u"Machine archived"_s});
}

QTEST_MAIN(TestAuditLogPage)
#include "tst_auditlogpage.moc"
