// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyspage.h"

#include "fleetpage.h"
#include "keystore.h"
#include "vaultwindow.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kOne = QString(63, u'0') + u'1';
const QString kAddressOfOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

class TestKeysPage : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsLostBeforeAPassphraseIsChosen();
    void judgesTheNewPassphrase();
    void lockingClosesDialogsAndSaysWhy_data();
    void lockingClosesDialogsAndSaysWhy();
    void unlocksForWhatWasAsked();
    void locksItselfWhenIdle();
    void asksForABackupAndSaysHowOldItIs();
    void restoresOverAnOpenVault();
    void restoresOverADamagedVault();
    void triesAVaultInUseAgain();
    void restoresOnAnEmptyMachine();
    void renames();
    void deletesOnlyAfterTyping();
    void exportsAnOrdinaryKeyFile();
    void changesThePassphrase();
    void namesTheMachinesOfAKey();
};

void TestKeysPage::saysWhatIsLostBeforeAPassphraseIsChosen()
{
    VaultWindow window;
    QVERIFY(window.openKeys());
    QCOMPARE(window.status(), u"No key vault"_s);
    window.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    QVERIFY(window.shown(u"createVaultDialog"_s));
    QVERIFY(window.probe()
                .note(u"noRecoveryNote"_s)
                .startsWith(u"There is no way to recover a forgotten passphrase."_s));
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
}

void TestKeysPage::judgesTheNewPassphrase()
{
    VaultWindow window;
    QVERIFY(window.openKeys());
    window.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    QVERIFY(window.shown(u"createVaultDialog"_s));
    const FormProbe probe = window.probe();
    probe.type(u"newPassphrase"_s, u"short"_s);
    QVERIFY(probe.note(u"newPassphraseNote"_s).contains(u"10 characters"_s));
    probe.type(u"newPassphrase"_s, u"password password"_s);
    QVERIFY(probe.note(u"newPassphraseNote"_s).contains(u"easy to guess"_s));
    QCOMPARE(probe.find<QProgressBar>(u"strengthMeter"_s)->text(), u"Weak"_s);
    probe.type(u"newPassphrase"_s, u"pa\u0308ssphrases galore"_s);
    QVERIFY(probe.note(u"newPassphraseNote"_s).contains(u"NFKC"_s));
    probe.type(u"newPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    QCOMPARE(probe.note(u"newPassphraseNote"_s), QString());
    QCOMPARE(probe.find<QProgressBar>(u"strengthMeter"_s)->text(), u"Good"_s);
    QVERIFY(!probe.isEnabled(u"vaultAccept"_s));
    probe.type(u"repeatPassphrase"_s, u"gravel mitten opaque walnuX"_s);
    QVERIFY(probe.note(u"repeatNote"_s).contains(u"not the same"_s));
    QVERIFY(!probe.isEnabled(u"vaultAccept"_s));
    probe.type(u"repeatPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    QCOMPARE(probe.note(u"repeatNote"_s), QString());
    QVERIFY(probe.isEnabled(u"vaultAccept"_s));
    QCOMPARE(FormProbe(*window.dialog(u"createVaultDialog"_s)).placesHolding(u"mitten"_s), QStringList());
}

void TestKeysPage::lockingClosesDialogsAndSaysWhy_data()
{
    QTest::addColumn<VaultDesk::LockReason>("reason");
    QTest::addColumn<QString>("words");
    QTest::newRow("asked") << VaultDesk::LockReason::Asked << u"You locked it."_s;
    QTest::newRow("idle") << VaultDesk::LockReason::Idle << u"nobody used Muster"_s;
    QTest::newRow("session") << VaultDesk::LockReason::SessionLock << u"with your session"_s;
    QTest::newRow("sleep") << VaultDesk::LockReason::Suspend << u"sleep"_s;
    QTest::newRow("minimised") << VaultDesk::LockReason::Minimised << u"minimised"_s;
}

void TestKeysPage::lockingClosesDialogsAndSaysWhy()
{
    QFETCH(VaultDesk::LockReason, reason);
    QFETCH(QString, words);
    VaultWindow window;
    QVERIFY(window.makeVault());
    QCOMPARE(window.status(), u"Vault unlocked, no backup"_s);
    window.action(u"actionCreateKey"_s)->trigger();
    QVERIFY(window.shown(u"createKeyDialog"_s));
    window.vault->lock(reason);
    QVERIFY(window.gone(u"createKeyDialog"_s));
    QCOMPARE(window.vault->keys().size(), 0);
    QVERIFY2(window.status().startsWith(u"Vault locked, no backup. "_s) && window.status().contains(words),
             qPrintable(window.status()));
}

void TestKeysPage::unlocksForWhatWasAsked()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.action(u"actionLock"_s)->trigger();
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
    window.action(u"actionCreateKey"_s)->trigger();
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().type(u"passphraseField"_s, u"gravel mitten opaque walnuX"_s);
    window.probe().click(u"vaultAccept"_s);
    QTRY_VERIFY(window.probe().note(u"vaultFault"_s).contains(u"passphrase"_s, Qt::CaseInsensitive));
    QCOMPARE(window.vault->state(), VaultDesk::State::Locked);
    window.probe().type(u"passphraseField"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    QTest::keyClick(window.find<QWidget>(u"passphraseField"_s), Qt::Key_Return);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QVERIFY(window.shown(u"createKeyDialog"_s));
    window.probe().type(u"keyName"_s, u"Night shift"_s);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"createKeyDialog"_s));
    QCOMPARE(window.vault->keys().size(), 1);
    QCOMPARE(window.vault->keys().first().name, u"Night shift"_s);
    QVERIFY(window.message().contains(u"Back up the vault now."_s));
}

void TestKeysPage::locksItselfWhenIdle()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.message().contains(u"5 minutes"_s));
    QVERIFY(window.settings->autoLockAnnounced());
    window.vault->setIdleSeconds(1);
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
    QCOMPARE(window.vault->lockReason(), VaultDesk::LockReason::Idle);
}

void TestKeysPage::asksForABackupAndSaysHowOldItIs()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    QVERIFY(window.probe().note(u"keysBackupNote"_s).contains(u"Keys that no backup holds: 1."_s));
    const QString file = window.folder.filePath(u"keys.backup"_s);
    window.action(u"actionBackUp"_s)->trigger();
    QVERIFY(window.chooseFile(u"backupFileDialog"_s, file));
    QTRY_VERIFY2(window.message().contains(u"read back and compared"_s), qPrintable(window.message()));
    QVERIFY(QFile::exists(file));
    QCOMPARE(window.probe().note(u"keysBackupNote"_s), QString());
    QCOMPARE(window.status(), u"Vault unlocked, backup just now"_s);
}

void TestKeysPage::restoresOnAnEmptyMachine()
{
    VaultWindow before;
    QVERIFY(before.makeVault());
    QVERIFY(before.importHex(kOne));
    const QString file = before.folder.filePath(u"keys.backup"_s);
    before.action(u"actionBackUp"_s)->trigger();
    QVERIFY(before.chooseFile(u"backupFileDialog"_s, file));
    QTRY_VERIFY(before.message().contains(u"read back and compared"_s));

    VaultWindow after;
    QVERIFY(after.openKeys());
    after.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyOtherAction"_s)->click();
    QVERIFY(after.chooseFile(u"restoreFileDialog"_s, file));
    QVERIFY(after.shown(u"restoreVaultDialog"_s));
    after.probe().type(u"backupPassphrase"_s, u"not this passphrase"_s);
    after.probe().click(u"vaultAccept"_s);
    QTRY_VERIFY(!after.probe().note(u"vaultFault"_s).isEmpty());
    QCOMPARE(after.vault->keys().size(), 0);
    after.probe().type(u"backupPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    after.probe().click(u"vaultAccept"_s);
    QVERIFY(after.gone(u"restoreVaultDialog"_s));
    QCOMPARE(after.vault->keys().size(), 1);
    QCOMPARE(after.vault->keys().first().address.text(), kAddressOfOne);
}

void TestKeysPage::restoresOverAnOpenVault()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    const QString file = window.folder.filePath(u"keys.backup"_s);
    window.action(u"actionBackUp"_s)->trigger();
    QVERIFY(window.chooseFile(u"backupFileDialog"_s, file));
    QTRY_VERIFY(window.message().contains(u"read back and compared"_s));
    window.action(u"actionRestore"_s)->trigger();
    QVERIFY(window.chooseFile(u"restoreFileDialog"_s, file));
    QVERIFY(window.shown(u"restoreVaultDialog"_s));
    window.probe().type(u"backupPassphrase"_s, u"not this passphrase"_s);
    window.probe().click(u"vaultAccept"_s);
    QTRY_VERIFY(!window.probe().note(u"vaultFault"_s).isEmpty());
    QCOMPARE(window.vault->state(), VaultDesk::State::Unlocked);
    window.probe().type(u"backupPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"restoreVaultDialog"_s));
    QTRY_VERIFY2(window.message().contains(u"restored"_s), qPrintable(window.message()));
    QVERIFY2(window.status().contains(u"a backup was restored"_s), qPrintable(window.status()));
}

/// What the page says to do about a damaged vault can be done there.
void TestKeysPage::restoresOverADamagedVault()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    const QString backup = window.folder.filePath(u"keys.backup"_s);
    window.action(u"actionBackUp"_s)->trigger();
    QVERIFY(window.chooseFile(u"backupFileDialog"_s, backup));
    QTRY_VERIFY(window.message().contains(u"read back and compared"_s));
    QFile head(window.folder.filePath(u"vault/vault.json"_s));
    QVERIFY(head.resize(head.size() / 2));
    QVERIFY(window.startAgain());
    QTRY_VERIFY(window.emptyTitle().contains(u"cannot be opened"_s));
    QVERIFY(!window.action(u"actionImportKeys"_s)->isEnabled());
    window.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyOtherAction"_s)->click();
    QVERIFY(window.chooseFile(u"restoreFileDialog"_s, backup));
    QVERIFY(window.shown(u"restoreVaultDialog"_s));
    window.probe().type(u"backupPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"restoreVaultDialog"_s));
    QVERIFY(window.unlock());
    QCOMPARE(window.vault->keys().size(), 1);
}

void TestKeysPage::triesAVaultInUseAgain()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.quit();
    auto holder = Vault::open(window.folder.filePath(u"vault"_s));
    QVERIFY(holder);
    window.start(VaultWindow::Keys::InAVault);
    QVERIFY(window.openKeys());
    QTRY_VERIFY(window.emptyTitle().contains(u"cannot be opened"_s));
    holder->reset();
    window.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
}

void TestKeysPage::renames()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    QVERIFY(!window.action(u"actionRenameKey"_s)->isEnabled());
    auto *table = window.find<KeyTable>(u"keyTable"_s);
    QCOMPARE(table->rowCount(), 1);
    table->selectRow(0);
    window.action(u"actionRenameKey"_s)->trigger();
    QVERIFY(window.shown(u"renameKeyDialog"_s));
    window.probe().type(u"keyName"_s, u"Hall 3"_s);
    QTest::keyClick(window.find<QWidget>(u"keyName"_s), Qt::Key_Return);
    QVERIFY(window.gone(u"renameKeyDialog"_s));
    QTRY_COMPARE(table->item(0, 0)->text(), u"Hall 3"_s);
    QVERIFY(table->current().has_value());
}

void TestKeysPage::deletesOnlyAfterTyping()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    window.find<KeyTable>(u"keyTable"_s)->selectRow(0);
    window.action(u"actionDeleteKey"_s)->trigger();
    QVERIFY(window.shown(u"deleteKeyDialog"_s));
    QVERIFY(window.probe().note(u"backupNote"_s).contains(u"No backup holds this key"_s));
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
    window.probe().type(u"deleteConfirmation"_s, kAddressOfOne.left(6));
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
    window.probe().type(u"deleteConfirmation"_s, kAddressOfOne.right(6).toLower());
    QVERIFY(window.probe().isEnabled(u"vaultAccept"_s));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"deleteKeyDialog"_s));
    QCOMPARE(window.vault->keys().size(), 0);
}

void TestKeysPage::exportsAnOrdinaryKeyFile()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    window.find<KeyTable>(u"keyTable"_s)->selectRow(0);
    window.action(u"actionExportKey"_s)->trigger();
    const QString path = window.folder.filePath(u"one.json"_s);
    QVERIFY(window.chooseFile(u"exportFileDialog"_s, path));
    QVERIFY(window.shown(u"exportKeyDialog"_s));
    window.probe().type(u"newPassphrase"_s, u"for another program"_s);
    window.probe().type(u"repeatPassphrase"_s, u"for another program"_s);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"exportKeyDialog"_s));
    QVERIFY(window.message().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto keystore = Keystore::read(file.readAll());
    QVERIFY(keystore);
    const auto key = keystore->open(secret("for another program"));
    QVERIFY(key);
    QCOMPARE(key->address().text(), kAddressOfOne);
}

void TestKeysPage::changesThePassphrase()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.action(u"actionChangePassphrase"_s)->trigger();
    QVERIFY(window.shown(u"changePassphraseDialog"_s));
    const auto typeAll = [&window](const QString &old) {
        window.probe().type(u"oldPassphrase"_s, old);
        window.probe().type(u"newPassphrase"_s, u"another good passphrase"_s);
        window.probe().type(u"repeatPassphrase"_s, u"another good passphrase"_s);
        window.probe().click(u"vaultAccept"_s);
    };
    typeAll(u"not the old one"_s);
    QTRY_VERIFY(!window.probe().note(u"vaultFault"_s).isEmpty());
    typeAll(QString::fromLatin1(VaultWindow::kPassphrase));
    QVERIFY(window.gone(u"changePassphraseDialog"_s));
    window.action(u"actionLock"_s)->trigger();
    window.action(u"actionUnlock"_s)->trigger();
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().type(u"passphraseField"_s, u"another good passphrase"_s);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QVERIFY(window.waitFor(VaultDesk::State::Unlocked));
}

void TestKeysPage::namesTheMachinesOfAKey()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    auto *table = window.find<KeyTable>(u"keyTable"_s);
    QCOMPARE(table->item(0, 2)->text(), u"none in this fleet"_s);
    Machine machine;
    machine.id = u"mach_0000000000000001"_s;
    machine.displayName = u"Forklift 9"_s;
    machine.identityProof =
        IdentityProof{*IdentityRef::parse(u"did:peaq:9"_s), kAddressOfOne, {}, {}, {}, {kAddressOfOne}, {}};
    window.window->findChild<FleetPage *>()->model().take(machine);
    QTRY_COMPARE(table->item(0, 2)->text(), u"Forklift 9"_s);
    // A service of others may spell it in small letters.
    machine.displayName = u"Forklift 10"_s;
    machine.identityProof->controllerAddresses = {kAddressOfOne.toLower()};
    window.window->findChild<FleetPage *>()->model().take(machine);
    QTRY_COMPARE(table->item(0, 2)->text(), u"Forklift 10"_s);
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
