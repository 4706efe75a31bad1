// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepane.h"

#include "formprobe.h"
#include "memoryorchestrator.h"
#include "windowfixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachinePane : public QObject
{
    Q_OBJECT

private slots:
    void showsTheServicesAnswer();
    void followsTheSelection();
    void copiesBytesAndCalls();
    void saysWhyItCannotBeRead();
    void leadsToTheHistory();

private:
    static FormProbe probe(const WindowFixture &fixture) { return FormProbe(*fixture.window); }
    static void showJson(const WindowFixture &fixture)
    {
        auto *tabs = fixture.find<QTabWidget>(u"machinePane"_s);
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
        QCOMPARE(tabs->currentIndex(), 1);
    }
    static QString text(const WindowFixture &fixture)
    {
        return fixture.find<QPlainTextEdit>(u"machineJson"_s)->toPlainText();
    }
    static QString copied(const WindowFixture &fixture, const QString &button)
    {
        QGuiApplication::clipboard()->clear();
        probe(fixture).click(button);
        return QGuiApplication::clipboard()->text();
    }
};

void TestMachinePane::showsTheServicesAnswer()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    showJson(fixture);
    QTRY_VERIFY(!text(fixture).isEmpty());
    QVERIFY(text(fixture).startsWith(u"{\n  \"item\": {\n"_s));
    const QJsonObject item =
        QJsonDocument::fromJson(text(fixture).toUtf8()).object().value(u"item"_s).toObject();
    QCOMPARE(item.value(u"displayName"_s).toString(), u"Forklift 1"_s);
    QVERIFY(item.value(u"identityProof"_s).toObject().contains(u"signerAddress"_s));
    // What is copied is what came: no line breaks of ours.
    const QByteArray bytes = copied(fixture, u"copyJson"_s).toUtf8();
    QVERIFY(bytes.startsWith("{\"item\":{"));
    QCOMPARE(QJsonDocument::fromJson(bytes).object().value(u"item"_s).toObject(), item);
}

void TestMachinePane::followsTheSelection()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    showJson(fixture);
    QTRY_VERIFY(text(fixture).contains(u"Forklift 1"_s));
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QTRY_VERIFY(text(fixture).contains(u"Forklift 2"_s));
    fixture.action(u"status-degraded"_s)->trigger();
    QTRY_VERIFY(text(fixture).contains(u"\"degraded\""_s));
    fixture.table()->clearSelection();
    QTRY_VERIFY(text(fixture).isEmpty());
    QVERIFY(!probe(fixture).isEnabled(u"copyJson"_s));
}

void TestMachinePane::copiesBytesAndCalls()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    showJson(fixture);
    QTRY_VERIFY(!text(fixture).isEmpty());
    // Nobody reaches a workspace that is not served.
    QVERIFY(!probe(fixture).isEnabled(u"copyCurl"_s));
    QVERIFY(fixture.find<QWidget>(u"copyCurl"_s)->toolTip().startsWith(u"Switch the server on"_s));
    fixture.server.start(8788);
    QTRY_VERIFY(probe(fixture).isEnabled(u"copyCurl"_s));
    const QString curl = copied(fixture, u"copyCurl"_s);
    QVERIFY(curl.contains(fixture.server.url().toString() + u"/api/v1/machines/mach_"_s));
    QVERIFY(curl.contains(u"x-api-key: $PEAQOS_API_KEY"_s));
    const QString sdk = copied(fixture, u"copySdk"_s);
    QVERIFY(sdk.contains(u"get_machine(\"mach_"_s));
    fixture.server.stop();
    QTRY_VERIFY(!probe(fixture).isEnabled(u"copySdk"_s));
}

void TestMachinePane::saysWhyItCannotBeRead()
{
    WindowFixture fixture;
    const auto service = std::make_shared<MemoryOrchestrator>();
    service->fleet.append(MemoryOrchestrator::machineNumber(1));
    QVERIFY(fixture.openMemory(service));
    QTRY_VERIFY(fixture.click(u"Forklift 1"_s));
    service->fleet.clear();
    showJson(fixture);
    QTRY_VERIFY(!probe(fixture).note(u"machineJsonNote"_s).isEmpty());
    QVERIFY(text(fixture).isEmpty());
    // The place of a remote service is known whether it answers or not.
    QVERIFY(copied(fixture, u"copyCurl"_s).contains(u"'https://fleet.example/api/v1/machines/"_s));
}

void TestMachinePane::leadsToTheHistory()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    auto *button = fixture.find<QToolButton>(u"paneHistory"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(fixture.click(u"Forklift 2"_s));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *events = fixture.find<QTableView>(u"auditTable"_s);
    QTRY_VERIFY(events->isVisible());
    QTRY_VERIFY(events->model()->rowCount() >= 2);
}

QTEST_MAIN(TestMachinePane)
#include "tst_machinepane.moc"
