// SPDX-License-Identifier: GPL-3.0-or-later
#include "heldarchives.h"

#include "fleetcommands.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHeldArchives : public QObject
{
    Q_OBJECT

private slots:
    void sendsAfterEightSecondsOnly();
    void undoSendsNothing();
    void restsWhileADialogIsInFront();
    void undoKeySendsNothing();
    void severalWaitTogether();
    void anotherPlaceGivesUpAndSaysSo();
    void closingGivesUp();
    void aRecordThatMovedMeanwhileIsNotArchived();
    void otherMessagesLeaveTheUndoAlone();

private:
    /// Three forklifts on a service in memory, the window open on them.
    static std::shared_ptr<MemoryOrchestrator> open(WindowFixture &fixture);
    static void archive(const WindowFixture &fixture, const QString &name);
    static void setHold(const WindowFixture &fixture, std::chrono::milliseconds hold)
    {
        fixture.window->findChild<FleetCommands *>()->heldArchives().setHold(hold);
    }
    static MessageBar *heldBar(const WindowFixture &fixture)
    {
        return fixture.find<MessageBar>(u"heldArchiveBar"_s);
    }
    static QString said(const WindowFixture &fixture)
    {
        return fixture.find<MessageBar>(u"messageBar"_s)->text();
    }
    static bool isArchived(const MemoryOrchestrator &service, int index)
    {
        return service.fleet.at(index).status == MachineStatus::Archived;
    }
};

std::shared_ptr<MemoryOrchestrator> TestHeldArchives::open(WindowFixture &fixture)
{
    auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 3; ++number) {
        service->fleet.append(MemoryOrchestrator::machineNumber(number));
        service->fleet.last().revision = 1;
    }
    [&] { QVERIFY(fixture.openMemory(service)); }();
    return service;
}

void TestHeldArchives::archive(const WindowFixture &fixture, const QString &name)
{
    QTRY_VERIFY(fixture.click(name));
    QTRY_VERIFY(fixture.action(u"actionArchive"_s)->isEnabled());
    QVERIFY(fixture.press(QKeySequence(Qt::Key_Delete)));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = fixture.dialog(u"archiveDialog"_s)));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"archiveConfirm"_s), Qt::LeftButton);
    QTRY_VERIFY(!fixture.dialog(u"archiveDialog"_s));
}

void TestHeldArchives::restsWhileADialogIsInFront()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    setHold(fixture, 300ms);
    archive(fixture, u"Forklift 1"_s);
    QDialog front(fixture.window.get());
    front.setWindowModality(Qt::WindowModal);
    front.show();
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(timer.hasExpired(1000));
    QVERIFY(heldBar(fixture)->isVisible());
    QVERIFY(!isArchived(*service, 0));
    front.close();
    QTRY_VERIFY(isArchived(*service, 0));
}

void TestHeldArchives::sendsAfterEightSecondsOnly()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    QVERIFY(!heldBar(fixture)->isVisible());
    QElapsedTimer since;
    archive(fixture, u"Forklift 2"_s);
    since.start();
    QVERIFY(heldBar(fixture)->isVisible());
    QVERIFY(heldBar(fixture)->text().startsWith(u"“Forklift 2”: archived for good in 8 s."_s));
    QVERIFY(!heldBar(fixture)->findChild<QAbstractButton *>(u"messageClose"_s)->isVisible());
    // It counts down in sight, and nothing is sent meanwhile.
    for (int left = 7; left >= 1; --left) {
        QTRY_VERIFY_WITH_TIMEOUT(heldBar(fixture)->text().contains(u" in %1 s."_s.arg(left)), 3000);
        QVERIFY(!isArchived(*service, 1));
    }
    QTRY_VERIFY_WITH_TIMEOUT(isArchived(*service, 1), 3000);
    QVERIFY2(since.elapsed() >= 7800, qPrintable(QString::number(since.elapsed())));
    QVERIFY(!heldBar(fixture)->isVisible());
    QTRY_COMPARE(fixture.names(), (QStringList{u"Forklift 1"_s, u"Forklift 3"_s}));
    // Then it is final, and the key for undo says so.
    QTRY_VERIFY(fixture.action(u"actionUndo"_s)->isEnabled());
    QVERIFY(fixture.press(QKeySequence(QKeySequence::Undo)));
    QTRY_COMPARE(said(fixture), u"“Forklift 2” is archived for good; that cannot be undone."_s);
    QVERIFY(isArchived(*service, 1));
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
}

void TestHeldArchives::undoSendsNothing()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    setHold(fixture, 400ms);
    archive(fixture, u"Forklift 1"_s);
    QTest::mouseClick(heldBar(fixture)->findChild<QPushButton *>(u"messageAction"_s), Qt::LeftButton);
    QVERIFY(!heldBar(fixture)->isVisible());
    QCOMPARE(said(fixture), u"“Forklift 1”: not archived. Nothing was sent."_s);
    // The next one that is sent shows that the time of the first is over.
    archive(fixture, u"Forklift 3"_s);
    QTRY_VERIFY(isArchived(*service, 2));
    QVERIFY(!isArchived(*service, 0));
}

void TestHeldArchives::undoKeySendsNothing()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
    archive(fixture, u"Forklift 1"_s);
    QCOMPARE(fixture.action(u"actionUndo"_s)->text(), u"&Undo the archiving of “Forklift 1”"_s);
    QVERIFY(fixture.press(QKeySequence(QKeySequence::Undo)));
    QTRY_VERIFY(!heldBar(fixture)->isVisible());
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
    setHold(fixture, 200ms);
    archive(fixture, u"Forklift 3"_s);
    QTRY_VERIFY(isArchived(*service, 2));
    QVERIFY(!isArchived(*service, 0));
}

void TestHeldArchives::severalWaitTogether()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    archive(fixture, u"Forklift 1"_s);
    setHold(fixture, 300ms);
    archive(fixture, u"Forklift 2"_s);
    QVERIFY(heldBar(fixture)->text().startsWith(u"“Forklift 1”, “Forklift 2”: archived"_s));
    QTRY_VERIFY(isArchived(*service, 0) && isArchived(*service, 1));
    QVERIFY(!isArchived(*service, 2));
}

void TestHeldArchives::anotherPlaceGivesUpAndSaysSo()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    setHold(fixture, 300ms);
    archive(fixture, u"Forklift 1"_s);
    const auto other = open(fixture);
    QVERIFY(!heldBar(fixture)->isVisible());
    QCOMPARE(said(fixture),
             u"“Forklift 1”: not archived, because you turned to another place before it was sent."_s);
    archive(fixture, u"Forklift 2"_s);
    QTRY_VERIFY(isArchived(*other, 1));
    QVERIFY(!isArchived(*other, 0));
    QVERIFY(!isArchived(*service, 0));
}

void TestHeldArchives::closingGivesUp()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    setHold(fixture, 300ms);
    archive(fixture, u"Forklift 1"_s);
    QVERIFY(heldBar(fixture)->text().contains(u"closing the window"_s));
    QVERIFY(fixture.window->close());
    fixture.window->show();
    QVERIFY(QTest::qWaitForWindowExposed(fixture.window.get()));
    archive(fixture, u"Forklift 2"_s);
    QTRY_VERIFY(isArchived(*service, 1));
    QVERIFY(!isArchived(*service, 0));
}

void TestHeldArchives::aRecordThatMovedMeanwhileIsNotArchived()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    setHold(fixture, 200ms);
    archive(fixture, u"Forklift 1"_s);
    service->writeFailure = Error{ErrorCode::PreconditionFailed, u"It has changed."_s, {}, 0, {}};
    QTRY_VERIFY(said(fixture).startsWith(u"“Forklift 1” was not archived."_s));
    QCOMPARE(service->lastIfRevision, std::optional<qint64>(1));
    QVERIFY(!isArchived(*service, 0));
}

void TestHeldArchives::otherMessagesLeaveTheUndoAlone()
{
    WindowFixture fixture;
    const auto service = open(fixture);
    archive(fixture, u"Forklift 1"_s);
    service->writeFailure = Error{ErrorCode::InternalError, u"The disk is full."_s, {}, 0, {}};
    QVERIFY(fixture.click(u"Forklift 2"_s));
    fixture.action(u"status-blocked"_s)->trigger();
    QTRY_VERIFY(said(fixture).contains(u"The disk is full."_s));
    QVERIFY(heldBar(fixture)->isVisible());
    // Escape closes a message, never the way back.
    QTest::keyClick(heldBar(fixture)->findChild<QPushButton *>(u"messageAction"_s), Qt::Key_Escape);
    QVERIFY(heldBar(fixture)->isVisible());
    QTest::keyClick(heldBar(fixture)->findChild<QPushButton *>(u"messageAction"_s), Qt::Key_Space);
    QVERIFY(!heldBar(fixture)->isVisible());
    QVERIFY(!isArchived(*service, 0));
}

QTEST_MAIN(TestHeldArchives)
#include "tst_heldarchives.moc"
