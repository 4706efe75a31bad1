// SPDX-License-Identifier: GPL-3.0-or-later
#include "elidedlabel.h"
#include "serversettingsdialog.h"
#include "windowfixture.h"

#include "formprobe.h"

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QPushButton>
#include <QSpinBox>

using namespace muster;
using namespace Qt::StringLiterals;

class TestServerSettings : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSetCountsWhenSwitchedOn();
    void cancellingKeepsWhatWas();
    void opensSayWhatTheyOpen();
    void withoutServerThereAreNone();

private:
    static ServerSettingsDialog *open(const WindowFixture &fixture)
    {
        fixture.action(u"actionServerSettings"_s)->trigger();
        ServerSettingsDialog *dialog = nullptr;
        const bool shown = QTest::qWaitFor([&] {
            dialog = fixture.window->findChild<ServerSettingsDialog *>();
            return dialog && dialog->isVisible();
        });
        return shown ? dialog : nullptr;
    }
};

void TestServerSettings::whatIsSetCountsWhenSwitchedOn()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.action(u"actionServer"_s)->trigger();
    QCOMPARE(fixture.server.asked, QList<quint16>{8787});
    QVERIFY(fixture.server.isKeyDemanded());
    ServerSettingsDialog *dialog = open(fixture);
    QVERIFY(dialog);
    const FormProbe probe(*dialog);
    auto *port = probe.find<QSpinBox>(u"serverPortBox"_s);
    QCOMPARE(port->value(), 8787);
    port->setFocus();
    port->selectAll();
    QTest::keyClicks(port, u"9100"_s);
    QTest::keyClick(probe.find(u"serverKeyBox"_s), Qt::Key_Space);
    QTest::keyClick(probe.find(u"verificationBox"_s), Qt::Key_Space);
    auto *days = probe.find<QSpinBox>(u"auditDaysBox"_s);
    days->selectAll();
    QTest::keyClicks(days, u"30"_s);
    probe.click(u"serverSettingsSave"_s);
    QTRY_VERIFY(!fixture.window->findChild<ServerSettingsDialog *>());
    QCOMPARE(fixture.settings->serverSettings(), (ServerSettings{9100, false, false, 30}));

    QCOMPARE(fixture.server.asked.size(), 1); // it goes on as it was started
    fixture.action(u"actionServer"_s)->trigger();
    QVERIFY(fixture.find<ElidedLabel>(u"serverUrl"_s)->text().contains(u":9100"_s));
    fixture.action(u"actionServer"_s)->trigger();
    QCOMPARE(fixture.server.asked, (QList<quint16>{8787, 9100}));
    QVERIFY(!fixture.server.isKeyDemanded());
    QVERIFY(fixture.find<ElidedLabel>(u"serverKeyFile"_s)->text().startsWith(u"No API key is demanded"_s));
    QVERIFY(!fixture.find<QPushButton>(u"serverReissueKey"_s)->isVisible());
}

void TestServerSettings::cancellingKeepsWhatWas()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    ServerSettingsDialog *dialog = open(fixture);
    QVERIFY(dialog);
    const FormProbe probe(*dialog);
    QTest::keyClick(probe.find(u"serverKeyBox"_s), Qt::Key_Space);
    QVERIFY(!probe.find<QCheckBox>(u"serverKeyBox"_s)->isChecked());
    probe.find<QSpinBox>(u"serverPortBox"_s)->setValue(0);
    probe.click(u"serverSettingsCancel"_s);
    QTRY_VERIFY(!fixture.window->findChild<ServerSettingsDialog *>());
    QCOMPARE(fixture.settings->serverSettings(), ServerSettings());
}

void TestServerSettings::opensSayWhatTheyOpen()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    ServerSettingsDialog *dialog = open(fixture);
    QVERIFY(dialog);
    const FormProbe probe(*dialog);
    QVERIFY(probe.note(u"verificationNote"_s).isEmpty());
    const QString reason = probe.note(u"serverKeyNote"_s);
    QVERIFY(reason.startsWith(u"Without it"_s));
    QTest::keyClick(probe.find(u"serverKeyBox"_s), Qt::Key_Space);
    QTest::keyClick(probe.find(u"verificationBox"_s), Qt::Key_Space);
    QVERIFY(probe.note(u"serverKeyNote"_s).contains(u"can then read and change"_s));
    QVERIFY(probe.note(u"verificationNote"_s).contains(u"without a proof"_s));
    QCOMPARE(probe.sharedMnemonics(), QString());
    dialog->reject();
}

void TestServerSettings::withoutServerThereAreNone()
{
    WindowFixture fixture;
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, nullptr, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    QVERIFY(!fixture.action(u"actionServerSettings"_s)->isEnabled());
}

QTEST_MAIN(TestServerSettings)
#include "tst_serversettings.moc"
