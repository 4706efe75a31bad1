// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"

#include "inlinenote.h"
#include "memoryorchestrator.h"
#include "windowfixture.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingToTryWithoutAddress();
    void wrongAddressIsSaidBesideIt();
    void unreachableServiceKeepsWhatWasTyped();
    void refusedKeyIsSaidBesideTheKey();
    void testSaysThatItWorksAndStays();
    void connectTurnsTheWindow();
    void keyIsNeverShownNorKept();

private:
    QString note(const char *name) const
    {
        return m_dialog->findChild<InlineNote *>(QLatin1StringView(name))->text();
    }
    void press(const char *name) const
    {
        QTest::mouseClick(m_dialog->findChild<QPushButton *>(QLatin1StringView(name)), Qt::LeftButton);
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::shared_ptr<MemoryOrchestrator> m_service;
    ConnectDialog *m_dialog = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_key = nullptr;
};

void TestConnectDialog::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_service = std::make_shared<MemoryOrchestrator>();
    m_service->fleet.append(MemoryOrchestrator::machineNumber(1));
    m_fixture->connector.remote = m_service;
    QVERIFY(m_fixture->open());
    m_fixture->action(u"actionConnect"_s)->trigger();
    QTRY_VERIFY(m_fixture->dialog(u"connectDialog"_s));
    m_dialog = m_fixture->window->findChild<ConnectDialog *>();
    m_url = m_dialog->findChild<QLineEdit *>(u"connectUrl"_s);
    m_key = m_dialog->findChild<QLineEdit *>(u"connectKey"_s);
}

void TestConnectDialog::nothingToTryWithoutAddress()
{
    auto *connectButton = m_dialog->findChild<QPushButton *>(u"connectAccept"_s);
    QVERIFY(!connectButton->isEnabled());
    QTest::keyClicks(m_url, u"   "_s);
    QVERIFY(!connectButton->isEnabled());
    QTest::keyClicks(m_url, u"h"_s);
    QVERIFY(connectButton->isEnabled());
}

void TestConnectDialog::wrongAddressIsSaidBesideIt()
{
    QTest::keyClicks(m_url, u"ftp://fleet"_s);
    press("connectAccept");
    QCOMPARE(note("connectUrlNote"), u"Only http:// and https:// can be used, not ftp://."_s);
    QCOMPARE(m_url->text(), u"ftp://fleet"_s);
    QVERIFY(m_dialog->isVisible());
    QTest::keyClicks(m_url, u"h"_s);
    QVERIFY(note("connectUrlNote").isEmpty());
}

void TestConnectDialog::unreachableServiceKeepsWhatWasTyped()
{
    m_service->listFailure =
        Error{ErrorCode::NetworkFailure, u"fleet.example refused the connection."_s, {}, 0, {}};
    QTest::keyClicks(m_url, u"https://fleet.example"_s);
    QTest::keyClicks(m_key, u"secret-key"_s);
    press("connectAccept");
    QTRY_VERIFY(note("connectNote").contains(u"fleet.example refused the connection."_s));
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_url->text(), u"https://fleet.example"_s);
    QCOMPARE(m_key->text(), u"secret-key"_s);
    m_service->listFailure.reset();
    press("connectAccept");
    QTRY_VERIFY(!m_fixture->dialog(u"connectDialog"_s));
}

void TestConnectDialog::refusedKeyIsSaidBesideTheKey()
{
    m_service->listFailure = Error{ErrorCode::AuthInvalid, u"The API key is not the right one."_s, {}, 0, {}};
    QTest::keyClicks(m_url, u"https://fleet.example"_s);
    QTest::keyClicks(m_key, u"wrong"_s);
    press("connectAccept");
    QTRY_COMPARE(note("connectKeyNote"),
                 u"The API key is not the right one. Connect again with the API key that the "
                 "service gave you."_s);
    QVERIFY(note("connectNote").isEmpty());
}

void TestConnectDialog::testSaysThatItWorksAndStays()
{
    QTest::keyClicks(m_url, u"  https://fleet.example "_s);
    QTest::keyClicks(m_key, u" key-1 "_s);
    press("connectTest");
    QTRY_VERIFY(note("connectNote").startsWith(u"Connected to https://fleet.example ("_s));
    QVERIFY2(note("connectNote")
                 .endsWith(u" ms). One machine visible. It does not say whether it demands a "
                           "signed proof for a new machine."_s),
             qPrintable(note("connectNote")));
    QCOMPARE(note("connectUrlNote"), u"Left out of the address: blanks around it."_s);
    QCOMPARE(note("connectKeyNote"), u"Blanks around the key were left out."_s);
    QCOMPARE(m_url->text(), u"https://fleet.example"_s);
    QCOMPARE(m_key->text(), u"key-1"_s);
    QCOMPARE(m_fixture->connector.usedUrl, u"https://fleet.example"_s);
    QCOMPARE(m_fixture->connector.usedKey, QByteArray("key-1"));
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_fixture->text(u"placeTitle"_s), u"Local workspace"_s);
}

void TestConnectDialog::connectTurnsTheWindow()
{
    QTest::keyClicks(m_url, u"https://fleet.example"_s);
    QTest::keyClick(m_url, Qt::Key_Return);
    QTRY_COMPARE(m_fixture->text(u"placeTitle"_s), u"fleet.example"_s);
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Forklift 1"_s});
    QTRY_VERIFY(!m_fixture->dialog(u"connectDialog"_s));
    const QList<ServiceProfile> kept = m_fixture->settings->serviceProfiles();
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().url, u"https://fleet.example"_s);
    QCOMPARE(kept.first().name, u"fleet.example"_s);
    m_fixture->action(u"actionOpenWorkspace"_s)->trigger();
    QTRY_COMPARE(m_fixture->text(u"placeTitle"_s), u"Local workspace"_s);
}

void TestConnectDialog::keyIsNeverShownNorKept()
{
    QCOMPARE(m_key->echoMode(), QLineEdit::Password);
    QTest::keyClicks(m_url, u"https://fleet.example"_s);
    QTest::keyClicks(m_key, u"very-secret-key"_s);
    press("connectAccept");
    QTRY_VERIFY(!m_fixture->dialog(u"connectDialog"_s));
    m_fixture->window->close();
    const QString file = m_fixture->folder.filePath(u"muster.ini"_s);
    m_fixture->window.reset();
    m_fixture->settings.reset();
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray all = written.readAll();
    QVERIFY(all.contains("fleet.example"));
    QVERIFY(!all.contains("very-secret-key"));
}

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
