// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkeypicker.h"

#include "clock.h"
#include "signatureverdict.h"
#include "signmessagedialog.h"
#include "vaultdesk.h"
#include "wizardtest.h"

#include <QComboBox>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

/// The registration, and the free message, with the key in a vault.
class ControllerKeyPickerTest : public WizardTest
{
    Q_OBJECT

private slots:
    void offersKeysOfTheVaultAndAsksForThePassphrase();
    void lockingWhileTheChallengeIsShownStopsSigning();
    void aFreeMessageOutlivesTheLock();

private:
    /// A vault with the controller's key, locked.
    void makeVault(const QTemporaryDir &folder);

    SystemClock m_clock;
};

void ControllerKeyPickerTest::makeVault(const QTemporaryDir &folder)
{
    auto *vault = new VaultDesk(folder.filePath(u"vault"_s), folder.filePath(u"signing.jsonl"_s), m_clock,
                                kQuick, m_wizard.get());
    auto import = std::make_shared<KeyImport>(KeyImport::ofHex(secret(key().toLatin1())));
    const QList<Address> all = import->addresses();
    vault->open();
    vault->create(secret("gravel mitten opaque"));
    const auto saved = vault->save(import, all);
    QTRY_VERIFY(saved.isFinished());
    QVERIFY(saved.result());
    QTRY_COMPARE(vault->state(), VaultDesk::State::Unlocked);
    vault->lock(VaultDesk::LockReason::Idle);
    m_desk->setVault(*vault);
}

void ControllerKeyPickerTest::offersKeysOfTheVaultAndAsksForThePassphrase()
{
    const QTemporaryDir folder;
    makeVault(folder);
    toChallenge();
    QCOMPARE(probe().find<QComboBox>(u"signerBox"_s)->currentText(), address());
    QVERIFY(probe().note(u"vaultLockNote"_s).contains(u"nobody used Muster"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QVERIFY(!probe().find(u"keyField"_s)->isVisible());
    probe().click(u"unlockVaultButton"_s);
    QTRY_VERIFY(probe().find(u"passphraseField"_s) && probe().find(u"passphraseField"_s)->isVisible());
    probe().type(u"passphraseField"_s, u"gravel mitten opaque"_s);
    QTest::keyClick(probe().find(u"passphraseField"_s), Qt::Key_Return);
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    QCOMPARE(probe().note(u"vaultLockNote"_s), QString());
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(probe().label(u"doneSigner"_s), address());
}

void ControllerKeyPickerTest::lockingWhileTheChallengeIsShownStopsSigning()
{
    const QTemporaryDir folder;
    makeVault(folder);
    VaultDesk *vault = m_desk->vault();
    vault->unlock(secret("gravel mitten opaque"));
    QTRY_COMPARE(vault->state(), VaultDesk::State::Unlocked);
    toChallenge();
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    vault->lock(VaultDesk::LockReason::SessionLock);
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QVERIFY(probe().note(u"vaultLockNote"_s).contains(u"with your session"_s));
    QVERIFY(m_service->machines.isEmpty());
}

void ControllerKeyPickerTest::aFreeMessageOutlivesTheLock()
{
    const QTemporaryDir folder;
    makeVault(folder);
    VaultDesk *vault = m_desk->vault();
    vault->unlock(secret("gravel mitten opaque"));
    QTRY_COMPARE(vault->state(), VaultDesk::State::Unlocked);
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe form(dialog);
    QVERIFY(!form.find(u"unlockVaultButton"_s)->isVisible());
    form.type(u"freeMessage"_s, u"a long letter"_s);
    form.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(form.isEnabled(u"freeSign"_s));
    vault->lock(VaultDesk::LockReason::Idle);
    QVERIFY(!form.isEnabled(u"freeSign"_s));
    QVERIFY(form.note(u"vaultLockNote"_s).contains(u"nobody used Muster"_s));
    QCOMPARE(form.sharedMnemonics(), QString());
    form.click(u"unlockVaultButton"_s);
    QTRY_VERIFY(form.find(u"passphraseField"_s) && form.find(u"passphraseField"_s)->isVisible());
    form.type(u"passphraseField"_s, u"gravel mitten opaque"_s);
    QTest::keyClick(form.find(u"passphraseField"_s), Qt::Key_Return);
    QTRY_VERIFY(form.isEnabled(u"freeSign"_s));
    form.click(u"freeSign"_s);
    auto *signature = form.find<QLineEdit>(u"freeSignature"_s);
    QTRY_VERIFY(!signature->text().isEmpty());
    QVERIFY(judgeSignature("a long letter", signature->text(), address()).kind ==
            SignatureVerdict::Kind::Holds);
}

QTEST_MAIN(ControllerKeyPickerTest)
#include "tst_controllerkeypicker.moc"
