// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "editmachinedialog.h"
#include "fleetpage.h"
#include "machinecells.h"
#include "machineregistry.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "placeband.h"
#include "registerwizard.h"
#include "vaultwindow.h"
#include "wizardwalk.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void showsTheWorkspaceAndItsPlace();
    void bandTellsPlacesApart();
    void rowsOfOthersAppearByThemselves();
    void detailsFollowTheSelection();
    void newlyRegisteredRowIsSelected();
    void enterAndF2EditTheSelection();
    void themeSwitchesWhileOpen();
    void firstSizeShowsEveryColumn();
    void lateWorkspaceDoesNotTakeOver();
    void rowsTakeTheFocus();
    void rowsLeaveTheFocusToWhoTookIt();
    void everyCommandHasAMenuPlace();
    void noTwoCommandsShareAKey();
    void keysOfLockAndAuditLog();
    void everyControlHasNameAndWords();
    void aboutNamesTheVersion();
};

void TestMainWindow::showsTheWorkspaceAndItsPlace()
{
    WindowFixture fixture(3);
    fixture.connector.demo = true;
    QVERIFY(fixture.open());
    QCOMPARE(fixture.names(), (QStringList{u"Forklift 1"_s, u"Forklift 2"_s, u"Forklift 3"_s}));
    QCOMPARE(fixture.window->windowTitle(), u"Local workspace — demo — Muster"_s);
    QCOMPARE(fixture.text(u"placeTitle"_s), u"Local workspace — demo"_s);
    QCOMPARE(fixture.text(u"statusCounts"_s), u"3 machines, complete"_s);
    QCOMPARE(fixture.text(u"statusKeys"_s), u"Keys: 0 in memory"_s);
    fixture.desk.createKey();
    QCOMPARE(fixture.text(u"statusKeys"_s), u"Keys: 1 in memory"_s);
}

void TestMainWindow::bandTellsPlacesApart()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *band = fixture.find<PlaceBand>(u"placeBand"_s);
    QSet<QRgb> colours;
    for (const auto &[remote, demo] :
         {std::pair(false, false), std::pair(false, true), std::pair(true, false)}) {
        fixture.window->setConnection(
            Connection{std::make_shared<MemoryOrchestrator>(), u"Place"_s, u"/somewhere"_s, remote, demo});
        colours.insert(band->grab().toImage().pixel(1, band->height() / 2));
        QVERIFY(band->accessibleName().contains(u"/somewhere"_s));
    }
    QCOMPARE(colours.size(), 3);
}

void TestMainWindow::rowsOfOthersAppearByThemselves()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QVERIFY(fixture.workspace->addForklift(7));
    QTRY_COMPARE(fixture.names(), (QStringList{u"Forklift 1"_s, u"Forklift 2"_s, u"Forklift 7"_s}));
    QCOMPARE(fixture.table()->currentIndex().row(), 1);
    QTRY_COMPARE(fixture.text(u"statusCounts"_s), u"3 machines, complete"_s);
}

void TestMainWindow::detailsFollowTheSelection()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QVERIFY(fixture.find<QLabel>(u"detailsNothing"_s)->isVisible());
    QVERIFY(!fixture.action(u"actionEdit"_s)->isEnabled());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    QCOMPARE(fixture.text(u"detailsName"_s), u"Forklift 1"_s);
    QCOMPARE(fixture.text(u"detailsStatus"_s), u"Active"_s);
    QCOMPARE(fixture.text(u"detailsProof"_s), u"The proof holds: its signer controls the identity now."_s);
    QVERIFY(fixture.action(u"actionEdit"_s)->isEnabled());
    QTest::keyClick(fixture.table(), Qt::Key_Down);
    QCOMPARE(fixture.text(u"detailsName"_s), u"Forklift 2"_s);

    auto *dock = fixture.find<QDockWidget>(u"detailsDock"_s);
    dock->toggleViewAction()->trigger();
    QVERIFY(!dock->isVisible());
}

void TestMainWindow::newlyRegisteredRowIsSelected()
{
    WindowFixture fixture(3);
    QVERIFY(fixture.open());
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QTest::keyClicks(search, u"hall-1"_s);
    QCOMPARE(fixture.names().size(), 1);
    QTest::keyClick(fixture.window.get(), Qt::Key_N, Qt::ControlModifier);
    RegisterWizard *wizard = nullptr;
    QTRY_VERIFY((wizard = fixture.window->findChild<RegisterWizard *>()) && wizard->isVisible());
    // The private key 1 and its address, known answers.
    const QString address = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
    QVERIFY(fixture.workspace->announce(*IdentityRef::parse(u"did:peaq:9"_s), address));
    QCOMPARE(
        completeRegistration(FormProbe(*wizard), u"did:peaq:9"_s, u"Forklift 9"_s, QString(63, u'0') + u'1'),
        QString());
    QTRY_COMPARE(fixture.text(u"detailsName"_s), u"Forklift 9"_s);
    QVERIFY(search->text().isEmpty());
    QCOMPARE(fixture.table()->currentIndex().data().toString(), u"Forklift 9"_s);
    QTRY_COMPARE(fixture.text(u"detailsStatus"_s), u"Active"_s);
    QTest::keyClick(wizard, Qt::Key_Return); // the way out is what has the focus
    QTRY_VERIFY(!fixture.window->findChild<RegisterWizard *>());
}

void TestMainWindow::enterAndF2EditTheSelection()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 2"_s));
    const auto openAndClose = [&fixture] {
        EditMachineDialog *dialog = nullptr;
        const bool opened = QTest::qWaitFor([&] {
            dialog = fixture.window->findChild<EditMachineDialog *>();
            return dialog && dialog->isVisible();
        });
        if (!opened)
            return false;
        dialog->close();
        return QTest::qWaitFor([&] { return !fixture.window->findChild<EditMachineDialog *>(); });
    };
    QTest::keyClick(fixture.table(), Qt::Key_Return);
    QVERIFY(openAndClose());
    // No window manager here hands the activation back; shortcuts need it.
    fixture.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    QTest::keyClick(fixture.table(), Qt::Key_F2);
    QVERIFY(openAndClose());
    fixture.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    // Enter in the search field goes to the rows instead.
    auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QTest::keyClick(fixture.window.get(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(fixture.table()->hasFocus());
    QVERIFY(!fixture.window->findChild<EditMachineDialog *>());
}

void TestMainWindow::themeSwitchesWhileOpen()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    fixture.action(u"actionThemeDark"_s)->trigger();
    QVERIFY(isDark(QApplication::palette()));
    const QImage dark = fixture.find<QAbstractButton>(u"serverPower"_s)->icon().pixmap(24, 24).toImage();
    QCOMPARE(fixture.settings->theme(), ThemeChoice::Dark);
    fixture.action(u"actionThemeLight"_s)->trigger();
    QVERIFY(!isDark(QApplication::palette()));
    const QImage light = fixture.find<QAbstractButton>(u"serverPower"_s)->icon().pixmap(24, 24).toImage();
    QVERIFY(dark != light);
    QCOMPARE(fixture.settings->theme(), ThemeChoice::Light);
}

void TestMainWindow::firstSizeShowsEveryColumn()
{
    WindowFixture fixture(3, WindowFixture::Keys::InAVault);
    const auto fresh =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QCOMPARE(fresh->size(), fresh->sizeHint().boundedTo(fresh->screen()->availableSize()));
    QVERIFY(fixture.open());
    QCOMPARE(fixture.window->size(), fixture.window->sizeHint());
    const QTableView *table = fixture.table();
    QTRY_VERIFY(table->viewport()->width() > 0);
    const QHeaderView *header = table->horizontalHeader();
    QCOMPARE(header->length(), table->viewport()->width());
    const auto holds = [&](MachineColumn column, const QString &words, int icon) {
        const int section = static_cast<int>(column);
        QVERIFY2(header->sectionSize(section) > table->fontMetrics().horizontalAdvance(words) + icon,
                 qUtf8Printable(words));
    };
    const int icon = table->fontMetrics().height();
    holds(MachineColumn::DisplayName, u"Inspection drone 12"_s, 0);
    holds(MachineColumn::Verification, u"Controller changed \u00b7 just now"_s, icon);
    holds(MachineColumn::IdentityRef, u"did:peaq:482913077"_s, 0);
    holds(MachineColumn::OwnerId, u"warehouse-north"_s, 0);
    holds(MachineColumn::UpdatedAt, u"30 days ago"_s, 0);
    const auto *search = fixture.find<QLineEdit>(u"searchField"_s);
    QVERIFY(search->isVisible());
    QVERIFY(search->width() > search->fontMetrics().horizontalAdvance(search->placeholderText()) + 2 * icon);
    const auto *more = fixture.window->findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
    QVERIFY(!more || !more->isVisible()); // nothing of the tool bar is left out
}

void TestMainWindow::lateWorkspaceDoesNotTakeOver()
{
    WindowFixture fixture(1);
    fixture.window->openWorkspace();
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(5));
    QVERIFY(fixture.openMemory(service));
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 5"_s});
    QTest::qWait(0);
    QCOMPARE(fixture.text(u"placeTitle"_s), u"fleet.example"_s);
}

void TestMainWindow::rowsTakeTheFocus()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QTRY_COMPARE(QApplication::focusWidget(), fixture.table());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTRY_COMPARE(fixture.text(u"detailsName"_s), u"Forklift 2"_s);
}

void TestMainWindow::rowsLeaveTheFocusToWhoTookIt()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(5));
    service->holdPages = true;
    fixture.window->show();
    fixture.window->setConnection(
        Connection{service, u"fleet.example"_s, u"https://fleet.example"_s, true, false});
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    QTRY_COMPARE(service->queries.size(), 1);
    auto *power = fixture.find<QAbstractButton>(u"statusServer"_s);
    power->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(power->hasFocus());
    service->letPagesGo();
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 5"_s});
    QVERIFY(power->hasFocus());
}

static void collect(const QMenu *menu, QSet<QAction *> &found)
{
    for (QAction *action : menu->actions()) {
        found.insert(action);
        if (action->menu())
            collect(action->menu(), found);
    }
}

void TestMainWindow::everyCommandHasAMenuPlace()
{
    WindowFixture fixture(0, WindowFixture::Keys::InAVault);
    QSet<QAction *> inMenus;
    for (const QAction *action : fixture.window->menuBar()->actions())
        collect(action->menu(), inMenus);
    int commands = 0;
    for (QAction *action : fixture.window->findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!action->objectName().startsWith("action"_L1))
            continue;
        ++commands;
        QVERIFY2(inMenus.contains(action), qUtf8Printable(action->objectName()));
        QVERIFY2(!action->text().isEmpty(), qUtf8Printable(action->objectName()));
        QVERIFY2(!action->statusTip().isEmpty(), qUtf8Printable(action->objectName()));
        QVERIFY2(!action->icon().isNull(), qUtf8Printable(action->objectName()));
    }
    QVERIFY(commands >= 28);
}

void TestMainWindow::noTwoCommandsShareAKey()
{
    WindowFixture fixture(0, WindowFixture::Keys::InAVault);
    QHash<QKeySequence, QString> owners;
    for (const QAction *action : fixture.window->findChildren<QAction *>()) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &key : action->shortcuts()) {
            const QString both = owners.value(key) + u" and "_s + action->text();
            QVERIFY2(!owners.contains(key), qUtf8Printable(both + u": "_s + key.toString()));
            owners.insert(key, action->text());
        }
    }
    QVERIFY(owners.size() >= 12);
}

void TestMainWindow::keysOfLockAndAuditLog()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.window.get()));
    QTest::keyClick(window.window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(window.action(u"actionAuditLog"_s)->isChecked());
    QCOMPARE(window.vault->state(), VaultDesk::State::Unlocked);
    QTest::keyClick(window.window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
}

void TestMainWindow::everyControlHasNameAndWords()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    // The layout shows new fields with the next event.
    QTRY_VERIFY(fixture.find<QToolButton>(u"copyField"_s)->isVisible());
    int controls = 0;
    const auto check = [&controls](const QWidget *control, const QString &words) {
        // Qt's own parts of menus, headers and dock titles bring their own names.
        if (control->objectName().startsWith("qt_"_L1) || !control->isVisible())
            return true;
        ++controls;
        if (!control->objectName().isEmpty() && !QString(control->accessibleName() + words).isEmpty())
            return true;
        qWarning() << control << control->parent() << words;
        return false;
    };
    for (const auto *button : fixture.window->findChildren<QAbstractButton *>()) {
        if (button->inherits("QTableCornerButton"))
            continue;
        if (qobject_cast<const QToolButton *>(button) &&
            static_cast<const QToolButton *>(button)->defaultAction())
            continue;
        QVERIFY(check(button, button->text() + button->toolTip()));
    }
    for (const auto *field : fixture.window->findChildren<QLineEdit *>())
        QVERIFY(check(field, {}));
    for (const auto *view : fixture.window->findChildren<QTableView *>())
        QVERIFY(check(view, {}));
    QVERIFY(controls >= 4);
}

void TestMainWindow::aboutNamesTheVersion()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.action(u"actionAbout"_s)->trigger();
    QDialog *about = nullptr;
    QTRY_VERIFY((about = fixture.dialog(u"aboutDialog"_s)));
    QVERIFY(about->findChild<QLabel *>(u"aboutVersion"_s)->text().contains(QStringLiteral(MUSTER_VERSION)));
    QTest::keyClick(about, Qt::Key_Escape);
    QTRY_VERIFY(!fixture.dialog(u"aboutDialog"_s));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
