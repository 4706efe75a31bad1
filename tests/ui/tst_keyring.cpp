// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatebus.h"
#include "systemkeyring.h"
#include "vaultwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

SecureBytes secret(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 2 * SystemKeyring::kPatienceMs))
        return fail(ErrorCode::Cancelled, u"no answer"_s);
    return future.result();
}

/// The window of a user who has a keyring or not.
class KeyringWindow : public VaultWindow
{
public:
    KeyringWindow()
        : keyring(*settings, folder.filePath(u"vault"_s))
    {
        vault->setKeeper(keyring);
    }
    /// The dialog, once it knows whether there is a keyring.
    bool openOptions() const
    {
        action(u"actionAutoLock"_s)->trigger();
        return shown(u"autoLockDialog"_s) &&
               QTest::qWaitFor([this] { return keyring.presence() != PassphraseKeeper::Presence::Unknown; },
                               2 * SystemKeyring::kPatienceMs);
    }
    /// Whether every sentence of the dialog has the room that it needs.
    bool showsAll(const QString &name) const
    {
        return QTest::qWaitFor([this, name] {
            const QDialog *shown = dialog(name);
            const QList<QLabel *> labels = shown ? shown->findChildren<QLabel *>() : QList<QLabel *>();
            return !labels.isEmpty() && std::none_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->wordWrap() &&
                       label->height() < label->heightForWidth(label->width());
            });
        });
    }
    QCheckBox *box() const { return find<QCheckBox>(u"keyringBox"_s); }
    void acceptOptions() const
    {
        auto *buttons = dialog(u"autoLockDialog"_s)->findChild<QDialogButtonBox *>();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
    }
    void lockAndAskForUnlock() const
    {
        action(u"actionLock"_s)->trigger();
        action(u"actionUnlock"_s)->trigger();
    }

    SystemKeyring keyring;
};

} // namespace

/// On a bus on which no keyring is.
class WithoutAKeyring : public QObject
{
    Q_OBJECT

private slots:
    void theOptionSaysSo();
    void callsEndWithASentence();
};

void WithoutAKeyring::theOptionSaysSo()
{
    KeyringWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.openOptions());
    QCOMPARE(window.keyring.presence(), PassphraseKeeper::Presence::Absent);
    QTRY_VERIFY(window.probe().note(u"keyringNote"_s).startsWith(u"No keyring service answers"_s));
    QVERIFY(!window.box()->isEnabled());
    QVERIFY(window.showsAll(u"autoLockDialog"_s));
    QVERIFY(!window.box()->isChecked());
    window.acceptOptions();
    QVERIFY(!window.keyring.isOn());
    // And nothing of it is heard again.
    window.lockAndAskForUnlock();
    QVERIFY(window.shown(u"unlockDialog"_s));
    QVERIFY(!window.find<QPushButton>(u"fromKeyringButton"_s));
    window.probe().type(u"passphraseField"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QVERIFY(window.waitFor(VaultDesk::State::Unlocked));
}

void WithoutAKeyring::callsEndWithASentence()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"muster.ini"_s));
    SystemKeyring keyring(settings, folder.filePath(u"vault"_s));
    QSignalSpy failures(&keyring, &PassphraseKeeper::failed);
    const auto recalled = answerOf(keyring.recall());
    QVERIFY(!recalled);
    QCOMPARE(recalled.error().codeName(), u"STORAGE_FAILURE"_s);
    QVERIFY2(recalled.error().message.contains(u"type it"_s), qPrintable(recalled.error().message));
    QVERIFY(!answerOf(keyring.keep(secret("marigold lantern"))));
    QCOMPARE(failures.size(), 1);
}

/// On a bus with the keyring of GNOME.
class WithAKeyring : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsAndForgetsEveryByte();
    void isOffUntilChosenAndUnlocksOnAClick();
    void anotherPassphraseIsTypedAndKeptAnew();
    void aChangedPassphraseIsKept();

private:
    static bool switchOn(KeyringWindow &window);
    static bool unlockByTyping(KeyringWindow &window, const QString &passphrase);

    std::unique_ptr<UnlockedKeyring> m_keyring;
};

void WithAKeyring::initTestCase()
{
    m_keyring = std::make_unique<UnlockedKeyring>();
    QVERIFY(m_keyring->isThere());
}

void WithAKeyring::keepsAndForgetsEveryByte()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"muster.ini"_s));
    SystemKeyring keyring(settings, folder.filePath(u"vault"_s));
    QVERIFY(!keyring.isOn());
    QCOMPARE(answerOf(keyring.recall()).error().codeName(), u"NOT_FOUND"_s);
    const QByteArray bytes = "p\xc3\xa4ss \0 word\n"_ba;
    keyring.setOn(true);
    QVERIFY(answerOf(keyring.keep(secret(bytes))));
    const auto kept = answerOf(keyring.recall());
    QVERIFY2(kept, kept ? "" : qPrintable(kept.error().message));
    QVERIFY((*kept)->equals(secret(bytes)));
    // Another vault's is another entry.
    SystemKeyring other(settings, folder.filePath(u"other"_s));
    QCOMPARE(answerOf(other.recall()).error().codeName(), u"NOT_FOUND"_s);
    keyring.setOn(false);
    QTRY_COMPARE(answerOf(keyring.recall()).error().codeName(), u"NOT_FOUND"_s);
}

bool WithAKeyring::switchOn(KeyringWindow &window)
{
    if (!window.openOptions() || window.keyring.presence() != PassphraseKeeper::Presence::Present)
        return false;
    if (!QTest::qWaitFor([&] { return window.box()->isEnabled(); }) || window.box()->isChecked() ||
        !window.showsAll(u"autoLockDialog"_s))
        return false;
    window.box()->click();
    window.acceptOptions();
    return window.keyring.isOn();
}

bool WithAKeyring::unlockByTyping(KeyringWindow &window, const QString &passphrase)
{
    window.lockAndAskForUnlock();
    if (!window.shown(u"unlockDialog"_s))
        return false;
    window.probe().type(u"passphraseField"_s, passphrase);
    window.probe().click(u"vaultAccept"_s);
    return window.gone(u"unlockDialog"_s) && window.waitFor(VaultDesk::State::Unlocked);
}

void WithAKeyring::isOffUntilChosenAndUnlocksOnAClick()
{
    KeyringWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(!window.settings->passphraseInKeyring());
    QVERIFY(unlockByTyping(window, QString::fromLatin1(VaultWindow::kPassphrase)));
    QCOMPARE(answerOf(window.keyring.recall()).error().codeName(), u"NOT_FOUND"_s);

    QVERIFY(switchOn(window));
    QVERIFY(unlockByTyping(window, QString::fromLatin1(VaultWindow::kPassphrase)));
    QTRY_VERIFY(answerOf(window.keyring.recall()));
    QVERIFY((*answerOf(window.keyring.recall()))->equals(secret(VaultWindow::kPassphrase)));

    window.lockAndAskForUnlock();
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().click(u"fromKeyringButton"_s);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QVERIFY(window.waitFor(VaultDesk::State::Unlocked));

    QVERIFY(window.openOptions());
    QVERIFY(window.box()->isChecked());
    window.box()->click();
    window.acceptOptions();
    QVERIFY(!window.keyring.isOn());
    QTRY_COMPARE(answerOf(window.keyring.recall()).error().codeName(), u"NOT_FOUND"_s);
}

void WithAKeyring::anotherPassphraseIsTypedAndKeptAnew()
{
    KeyringWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(switchOn(window));
    QVERIFY(answerOf(window.keyring.keep(secret("of a time before"))));
    window.lockAndAskForUnlock();
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().click(u"fromKeyringButton"_s);
    QTRY_VERIFY(window.probe().note(u"vaultFault"_s).startsWith(u"The keyring holds another passphrase"_s));
    QVERIFY(window.showsAll(u"unlockDialog"_s));
    QCOMPARE(window.vault->state(), VaultDesk::State::Locked);
    window.probe().type(u"passphraseField"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QTRY_VERIFY((*answerOf(window.keyring.recall()))->equals(secret(VaultWindow::kPassphrase)));
}

void WithAKeyring::aChangedPassphraseIsKept()
{
    KeyringWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(switchOn(window));
    QVERIFY(unlockByTyping(window, QString::fromLatin1(VaultWindow::kPassphrase)));
    QTRY_VERIFY(answerOf(window.keyring.recall()));
    window.action(u"actionChangePassphrase"_s)->trigger();
    QVERIFY(window.shown(u"changePassphraseDialog"_s));
    window.probe().type(u"oldPassphrase"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().type(u"newPassphrase"_s, u"staple tractor violin"_s);
    window.probe().type(u"repeatPassphrase"_s, u"staple tractor violin"_s);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"changePassphraseDialog"_s));
    QTRY_VERIFY((*answerOf(window.keyring.recall()))->equals(secret("staple tractor violin")));
    window.lockAndAskForUnlock();
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().click(u"fromKeyringButton"_s);
    QVERIFY(window.gone(u"unlockDialog"_s));
    QVERIFY(window.waitFor(VaultDesk::State::Unlocked));
}

int main(int argc, char *argv[])
{
    return KeyringRuns::main<WithoutAKeyring, WithAKeyring>(argc, argv);
}

#include "tst_keyring.moc"
