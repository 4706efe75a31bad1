// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverpanel.h"

#include "elidedlabel.h"
#include "messagebar.h"
#include "windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

class TestServerPanel : public QObject
{
    Q_OBJECT

private slots:
    void toggleStartsAndStops();
    void urlStaysInTheStatusLine();
    void takenPortOffersAFreeOne();
    void environmentIsCopied();
    void requestsAreListed();
    void otherFaultsOfferNoPort();
    void aNewKeyIsShownOnce();
    void aNewKeyIsAskedForTwice();
    void aKeyThatCannotBeKeptIsSaid();
    void requestsAreFiltered();
    void pausedRequestsComeLater();
    void followingEndsWithScrolling();
    void rowsAreCopied();
    void tabGoesAsTheEyeDoes();
    void withoutServerThereIsNoSwitch();

private:
    static void serve(WindowFixture &fixture, const QString &path, int status)
    {
        emit fixture.server.requestServed({u"2026-11-23T22:14:40.123Z"_s,
                                           u"req-1"_s,
                                           u"GET"_s,
                                           path,
                                           status,
                                           {},
                                           900,
                                           u"peaqos-sdk-py/0.12.1"_s});
    }
    static QString statusText(const WindowFixture &fixture)
    {
        return fixture.find<QToolButton>(u"statusServer"_s)->text();
    }
};

void TestServerPanel::toggleStartsAndStops()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QCOMPARE(statusText(fixture), u"Server off"_s);
    QVERIFY(!fixture.find<QPushButton>(u"serverCopyUrl"_s)->isEnabled());
    fixture.action(u"actionServer"_s)->trigger();
    QCOMPARE(fixture.server.asked, QList<quint16>{8787});
    QVERIFY(fixture.action(u"actionServer"_s)->isChecked());
    QVERIFY(fixture.find<QDockWidget>(u"serverDock"_s)->isVisible());
    QCOMPARE(fixture.find<ElidedLabel>(u"serverUrl"_s)->text(), u"http://127.0.0.1:8787"_s);
    QVERIFY(fixture.find<ElidedLabel>(u"serverKeyFile"_s)->text().contains(u"/home/ada/it's here/api-key"_s));
    QTest::mouseClick(fixture.find<QPushButton>(u"serverCopyUrl"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8787"_s);
    fixture.action(u"actionServer"_s)->trigger();
    QVERIFY(!fixture.server.isRunning());
    QVERIFY(!fixture.action(u"actionServer"_s)->isChecked());
    QCOMPARE(statusText(fixture), u"Server off"_s);
}

void TestServerPanel::urlStaysInTheStatusLine()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.server.start(8787);
    QCOMPARE(statusText(fixture), u"Server on: http://127.0.0.1:8787"_s);
    auto *dock = fixture.find<QDockWidget>(u"serverDock"_s);
    QVERIFY(!dock->isVisible());
    QTest::mouseClick(fixture.find<QToolButton>(u"statusServer"_s), Qt::LeftButton);
    QVERIFY(dock->isVisible());
}

void TestServerPanel::takenPortOffersAFreeOne()
{
    WindowFixture fixture;
    fixture.server.fault =
        Error{ErrorCode::NetworkFailure, u"Port 8787 is taken."_s, {{u"freePort"_s, 8790}}, 0, {}};
    QVERIFY(fixture.open());
    fixture.action(u"actionServer"_s)->trigger();
    auto *message = fixture.find<MessageBar>(u"messageBar"_s);
    QCOMPARE(message->text(), u"The server is not running. Port 8787 is taken."_s);
    QVERIFY(!fixture.action(u"actionServer"_s)->isChecked());
    QVERIFY(fixture.action(u"actionServer"_s)->isEnabled());
    QTest::mouseClick(fixture.find<QPushButton>(u"messageAction"_s), Qt::LeftButton);
    QCOMPARE(fixture.server.asked, (QList<quint16>{8787, 8790}));
    QCOMPARE(statusText(fixture), u"Server on: http://127.0.0.1:8790"_s);
}

void TestServerPanel::environmentIsCopied()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(!fixture.action(u"actionCopyEnvironment"_s)->isEnabled());
    QVERIFY(!fixture.find<QPushButton>(u"serverCopyEnvironment"_s)->isEnabled());
    fixture.server.start(8787);
    fixture.action(u"actionCopyEnvironment"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"export URL=http://127.0.0.1:8787"_s);
    QGuiApplication::clipboard()->clear();
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    QTest::mouseClick(fixture.find<QPushButton>(u"serverCopyEnvironment"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"export URL=http://127.0.0.1:8787"_s);
}

void TestServerPanel::requestsAreListed()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    auto *log = fixture.find<QTableView>(u"requestLog"_s);
    QCOMPARE(log->model()->rowCount(), 0);
    for (int i = 0; i < 60; ++i)
        emit fixture.server.requestServed({u"2026-11-23T22:14:40.123Z"_s,
                                           u"req-1"_s,
                                           u"GET"_s,
                                           u"/api/v1/machines"_s,
                                           200,
                                           {},
                                           900,
                                           u"peaqos-sdk-py/0.12.1"_s});
    QCOMPARE(log->model()->rowCount(), 60);
    // The newest stay in sight.
    QTRY_VERIFY(log->visualRect(log->model()->index(59, 0)).bottom() <= log->viewport()->height() + 1);
}

void TestServerPanel::otherFaultsOfferNoPort()
{
    WindowFixture fixture;
    fixture.server.fault = Error{ErrorCode::StorageFailure, u"The API key file cannot be read."_s, {}, 0, {}};
    QVERIFY(fixture.open());
    fixture.action(u"actionServer"_s)->trigger();
    QVERIFY(fixture.find<MessageBar>(u"messageBar"_s)->text().contains(u"cannot be read"_s));
    QVERIFY(!fixture.find<QPushButton>(u"messageAction"_s)->isVisible());
    QVERIFY(!fixture.action(u"actionServer"_s)->isChecked());
    QVERIFY(fixture.action(u"actionServer"_s)->isEnabled());
}

void TestServerPanel::aNewKeyIsShownOnce()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    emit fixture.server.keyMade(QByteArray(64, 'a'));
    auto *key = fixture.find<QLineEdit>(u"serverFreshKey"_s);
    QTRY_VERIFY(key->isVisible()); // the panel comes with it
    QCOMPARE(key->text(), QString(64, u'a'));
    QVERIFY(key->isReadOnly());
    QTest::mouseClick(fixture.find<QPushButton>(u"serverCopyKey"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString(64, u'a'));
    QTest::mouseClick(fixture.find<QPushButton>(u"serverHideKey"_s), Qt::LeftButton);
    QVERIFY(!key->isVisible());
    QVERIFY(key->text().isEmpty());
    auto *file = fixture.find<ElidedLabel>(u"serverKeyFile"_s);
    QVERIFY(file->isVisible());
    QVERIFY(file->text().contains(u"••••"_s));
    QVERIFY(!file->text().contains(u"aaaa"_s));
}

void TestServerPanel::aNewKeyIsAskedForTwice()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.server.start(8787);
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    const auto ask = [&fixture](const QString &answer) {
        QTest::mouseClick(fixture.find<QPushButton>(u"serverReissueKey"_s), Qt::LeftButton);
        const bool came =
            QTest::qWaitFor([&fixture] { return fixture.dialog(u"reissueDialog"_s) != nullptr; });
        if (came)
            QTest::mouseClick(fixture.find<QPushButton>(answer), Qt::LeftButton);
        return came && QTest::qWaitFor([&fixture] { return !fixture.find<QDialog>(u"reissueDialog"_s); });
    };
    auto *key = fixture.find<QLineEdit>(u"serverFreshKey"_s);
    QVERIFY(ask(u"reissueCancel"_s));
    QVERIFY(!key->isVisible());
    QVERIFY(ask(u"reissueConfirm"_s));
    QCOMPARE(key->text(), QString(64, u'f'));
    QVERIFY(key->isVisible());
}

void TestServerPanel::aKeyThatCannotBeKeptIsSaid()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.server.keyFault = Error{ErrorCode::StorageFailure, u"/x/api-key cannot be written."_s, {}, 0, {}};
    fixture.server.reissueKey();
    QVERIFY(fixture.find<MessageBar>(u"messageBar"_s)->text().contains(u"the old one still stands"_s));
    QVERIFY(!fixture.find<QLineEdit>(u"serverFreshKey"_s)->isVisible());
}

void TestServerPanel::requestsAreFiltered()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    serve(fixture, u"/api/v1/machines"_s, 200);
    serve(fixture, u"/api/v1/machines/mach_1"_s, 404);
    auto *log = fixture.find<QTableView>(u"requestLog"_s);
    auto *field = fixture.find<QLineEdit>(u"requestFilter"_s);
    QTest::keyClicks(field, u"MACH_"_s);
    QCOMPARE(log->model()->rowCount(), 1);
    QCOMPARE(fixture.text(u"requestState"_s), u"1 of 2"_s);
    field->clear();
    QTest::keyClicks(field, u"404"_s);
    QCOMPARE(log->model()->rowCount(), 1);
    serve(fixture, u"/elsewhere"_s, 404);
    QCOMPARE(log->model()->rowCount(), 2);
    QTest::mouseClick(fixture.find<QToolButton>(u"requestClear"_s), Qt::LeftButton);
    field->clear();
    QCOMPARE(log->model()->rowCount(), 0);
    QVERIFY(!fixture.find<QToolButton>(u"requestClear"_s)->isEnabled());
}

void TestServerPanel::pausedRequestsComeLater()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    auto *pause = fixture.find<QToolButton>(u"requestPause"_s);
    auto *log = fixture.find<QTableView>(u"requestLog"_s);
    QTest::mouseClick(pause, Qt::LeftButton);
    serve(fixture, u"/one"_s, 200);
    serve(fixture, u"/two"_s, 200);
    QCOMPARE(log->model()->rowCount(), 0);
    QCOMPARE(fixture.text(u"requestState"_s), u"Paused, held back: 2"_s);
    QTest::mouseClick(pause, Qt::LeftButton);
    QCOMPARE(log->model()->rowCount(), 2);
    QVERIFY(fixture.text(u"requestState"_s).isEmpty());
}

void TestServerPanel::followingEndsWithScrolling()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    for (int i = 0; i < 60; ++i)
        serve(fixture, u"/%1"_s.arg(i), 200);
    auto *follow = fixture.find<QToolButton>(u"requestFollow"_s);
    QScrollBar *bar = fixture.find<QTableView>(u"requestLog"_s)->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!follow->isChecked());
    const int held = bar->value();
    serve(fixture, u"/more"_s, 200);
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), held);
    QTest::mouseClick(follow, Qt::LeftButton);
    QTRY_COMPARE(bar->value(), bar->maximum());
    auto *log = fixture.find<QTableView>(u"requestLog"_s);
    QTest::mouseClick(log->viewport(), Qt::LeftButton, {}, {20, 5});
    QVERIFY(!follow->isChecked());
}

void TestServerPanel::rowsAreCopied()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    serve(fixture, u"/api/v1/machines?api_key=***"_s, 200);
    auto *log = fixture.find<QTableView>(u"requestLog"_s);
    QVERIFY(!fixture.find<QToolButton>(u"requestCopy"_s)->isEnabled());
    log->setFocus();
    log->selectRow(0);
    QTest::keyClick(log, Qt::Key_C, Qt::ControlModifier);
    const QString expected = u"2026-11-23T22:14:40.123Z\tGET\t/api/v1/machines?api_key=***\t200"_s;
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(expected));
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(fixture.find<QToolButton>(u"requestCopy"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(expected));
}

void TestServerPanel::tabGoesAsTheEyeDoes()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.server.start(8787);
    fixture.find<QDockWidget>(u"serverDock"_s)->show();
    serve(fixture, u"/one"_s, 200);
    fixture.find<QTableView>(u"requestLog"_s)->selectRow(0);
    auto *power = fixture.find<QPushButton>(u"serverPower"_s);
    power->setFocus();
    QStringList reached{power->objectName()};
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.append(QApplication::focusWidget()->objectName());
    }
    QCOMPARE(reached, (QStringList{u"serverPower"_s, u"serverCopyUrl"_s, u"serverCopyEnvironment"_s,
                                   u"serverReissueKey"_s, u"requestFilter"_s, u"requestFollow"_s,
                                   u"requestPause"_s, u"requestCopy"_s, u"requestClear"_s, u"requestLog"_s}));
}

void TestServerPanel::withoutServerThereIsNoSwitch()
{
    WindowFixture fixture;
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, nullptr, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    QVERIFY(!fixture.action(u"actionServer"_s)->isEnabled());
    QVERIFY(!fixture.find<QDockWidget>(u"serverDock"_s));
    QVERIFY(!fixture.find<QToolButton>(u"statusServer"_s)->isVisible());
}

QTEST_MAIN(TestServerPanel)
#include "tst_serverpanel.moc"
