// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverpanel.h"

#include "clientenvironment.h"
#include "elidedlabel.h"
#include "messagebar.h"
#include "windowfixture.h"

#include <QAction>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
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
    void environmentNamesTheKeyFileNotTheKey();
    void shellReadsTheLines();
    void requestsAreListed();
    void withoutServerThereIsNoSwitch();

private:
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
    fixture.server.fault = Error{ErrorCode::NetworkFailure, u"Port 8787 is taken."_s, {}, 0, {}};
    QVERIFY(fixture.open());
    fixture.action(u"actionServer"_s)->trigger();
    auto *message = fixture.find<MessageBar>(u"messageBar"_s);
    QCOMPARE(message->text(), u"The server is not running. Port 8787 is taken."_s);
    QVERIFY(!fixture.action(u"actionServer"_s)->isChecked());
    QVERIFY(fixture.action(u"actionServer"_s)->isEnabled());
    QTest::mouseClick(fixture.find<QPushButton>(u"messageAction"_s), Qt::LeftButton);
    QCOMPARE(fixture.server.asked, (QList<quint16>{8787, 0}));
    QCOMPARE(statusText(fixture), u"Server on: http://127.0.0.1:40123"_s);
}

void TestServerPanel::environmentNamesTheKeyFileNotTheKey()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(!fixture.action(u"actionCopyEnvironment"_s)->isEnabled());
    fixture.server.start(8787);
    fixture.action(u"actionCopyEnvironment"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             clientEnvironmentLines(QUrl(u"http://127.0.0.1:8787"_s), u"/home/ada/it's here/api-key"_s));
    QVERIFY(!clientEnvironmentLines(QUrl(u"http://127.0.0.1:1"_s), {}).contains("KEY"_L1));
}

void TestServerPanel::shellReadsTheLines()
{
    QTemporaryDir folder;
    const QString keyFile = folder.filePath(u"it's $HOME \"here\""_s);
    QFile key(keyFile);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write("k-123\n");
    key.close();
    QProcess shell;
    const QString script = clientEnvironmentLines(QUrl(u"http://127.0.0.1:8787"_s), keyFile) +
                           u"echo \"$PEAQOS_ORCHESTRATION_URL|$PEAQOS_API_KEY|$PEAQOS_ORCH_API_KEY\""_s;
    shell.start(u"/bin/sh"_s, {u"-c"_s, script});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), QByteArray("http://127.0.0.1:8787|k-123|k-123\n"));
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
