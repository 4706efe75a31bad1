// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorysearch.h"
#include "vaultwindow.h"

#include <QAction>
#include <QTabWidget>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// What is typed into the real dialogs, key by key, and nothing of it is left once the vault is locked. Never
/// a text of this test: the markers are random and stand in locked memory only.
class TestTypedSecrets : public QObject
{
    Q_OBJECT

private slots:
    void leaveNoTraceOnceLocked();

private:
    /// False when there is no such field.
    static bool type(const VaultWindow &window, const QString &field, const SecureBytes &secret);
    static bool unlock(const VaultWindow &window, const SecureBytes &passphrase);
    static bool importKey(const VaultWindow &window, const SecureBytes &digits);
};

bool TestTypedSecrets::type(const VaultWindow &window, const QString &field, const SecureBytes &secret)
{
    auto *widget = window.find<QWidget>(field);
    if (!widget)
        return false;
    widget->setFocus();
    for (const std::uint8_t byte : secret.span())
        QTest::keyClick(widget, char(byte));
    return true;
}

bool TestTypedSecrets::unlock(const VaultWindow &window, const SecureBytes &passphrase)
{
    window.action(u"actionUnlock"_s)->trigger();
    if (!window.shown(u"unlockDialog"_s) || !type(window, u"passphraseField"_s, passphrase))
        return false;
    window.probe().click(u"vaultAccept"_s);
    return window.gone(u"unlockDialog"_s) && window.waitFor(VaultDesk::State::Unlocked);
}

bool TestTypedSecrets::importKey(const VaultWindow &window, const SecureBytes &digits)
{
    window.action(u"actionImportKeys"_s)->trigger();
    if (!window.shown(u"importKeysDialog"_s))
        return false;
    window.find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(2);
    if (!type(window, u"hexField"_s, digits))
        return false;
    window.probe().click(u"readKeys"_s);
    window.probe().click(u"vaultAccept"_s);
    return window.gone(u"importKeysDialog"_s) && window.vault->keys().size() == 1;
}

void TestTypedSecrets::leaveNoTraceOnceLocked()
{
    MemorySearch forDigits(2 * 32);
    MemorySearch forKey(32);
    MemorySearch forPassphrase(2 * 20);
    MemorySearch ignored(20);
    VaultWindow window;
    QVERIFY(window.openKeys());
    {
        SecureBytes passphrase(2 * 20);
        forPassphrase.fillWithRandomHex(passphrase, ignored);
        SecureBytes digits(2 * 32);
        forDigits.fillWithRandomHex(digits, forKey);
        window.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
        QVERIFY(window.shown(u"createVaultDialog"_s));
        QVERIFY(type(window, u"newPassphrase"_s, passphrase));
        QVERIFY(type(window, u"repeatPassphrase"_s, passphrase));
        window.probe().click(u"vaultAccept"_s);
        QVERIFY(window.waitFor(VaultDesk::State::Unlocked) && window.gone(u"createVaultDialog"_s));
        QVERIFY(window.shown(u"importKeysDialog"_s));
        window.dialog(u"importKeysDialog"_s)->reject();
        QVERIFY(window.gone(u"importKeysDialog"_s));
        QVERIFY(importKey(window, digits));
        window.vault->lock(VaultDesk::LockReason::Asked);
        QVERIFY(unlock(window, passphrase));
        const auto signature = window.vault->sign(window.vault->keys().first().address, "a message");
        QTRY_VERIFY(signature.isFinished());
        QVERIFY(signature.result());
        // The searches find what is there to find.
        QVERIFY(forKey.hits() > 0);
        QVERIFY(forPassphrase.hits() > 0);
    }
    window.vault->lock(VaultDesk::LockReason::Asked);
    QCOMPARE(forKey.hits(), 0);
    QCOMPARE(forDigits.hits(), 0);
    QCOMPARE(forDigits.utf16Hits(), 0);
    QCOMPARE(forPassphrase.hits(), 0);
    QCOMPARE(forPassphrase.utf16Hits(), 0);
}

QTEST_MAIN(TestTypedSecrets)
#include "tst_typedsecrets.moc"
