// SPDX-License-Identifier: GPL-3.0-or-later
#include "importkeysdialog.h"

#include "keypreview.h"
#include "keystore.h"
#include "messagebar.h"
#include "vaultwindow.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QUrl>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};
const QString kWords = u"test test test test test test test test test test test junk"_s;
const QString kOne = QString(63, u'0') + u'1';
const QString kAddressOfOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

class TestImportKeysDialog : public QObject
{
    Q_OBJECT

private slots:
    void hexShowsTheAddressFirst();
    void hexNamesWhatIsWrong_data();
    void hexNamesWhatIsWrong();
    void recognisesAKeyThatIsThere();
    void takesAKeyBackWhoseFileIsGone();
    void healsAKeyWhoseFileIsDamaged();
    void mnemonicAccountsArePicked();
    void mnemonicNamesTheWrongWord();
    void droppedFilesShareOnePassphrase();
    void anotherPassphraseOpensTheRest();
    void plainFilesAreOfferedForRemoval();
    void removalNamesWhatFailed();
    void lockingForgetsWhatWasTyped();

private:
    static QString writeKeystore(const VaultWindow &window, const QString &name, const QByteArray &hex,
                                 const QByteArray &passphrase);
    static QString write(const VaultWindow &window, const QString &name, const QByteArray &content);
    static QString fileOfOne() { return u"vault/keys/%1.json"_s.arg(kAddressOfOne.toLower()); }
    static void drop(const VaultWindow &window, const QStringList &paths);
    static bool begin(VaultWindow &window, int tab);
    static KeyPreview *preview(const VaultWindow &window) { return window.find<KeyPreview>(u"keyPreview"_s); }
};

QString TestImportKeysDialog::write(const VaultWindow &window, const QString &name, const QByteArray &content)
{
    QFile file(window.folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                    : QString();
}

QString TestImportKeysDialog::writeKeystore(const VaultWindow &window, const QString &name,
                                            const QByteArray &hex, const QByteArray &passphrase)
{
    const auto key = ControllerKey::fromHex(secret(hex));
    return write(window, name, Keystore::seal(*key, secret(passphrase), kQuick)->text());
}

void TestImportKeysDialog::drop(const VaultWindow &window, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    auto *page = window.find<QWidget>(u"keysPage"_s);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &event);
}

bool TestImportKeysDialog::begin(VaultWindow &window, int tab)
{
    if (!window.makeVault())
        return false;
    window.action(u"actionImportKeys"_s)->trigger();
    if (!window.shown(u"importKeysDialog"_s))
        return false;
    window.find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(tab);
    return true;
}

void TestImportKeysDialog::hexShowsTheAddressFirst()
{
    VaultWindow window;
    QVERIFY(begin(window, 2));
    window.probe().type(u"hexField"_s, u" 0x"_s + kOne);
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
    window.probe().click(u"readKeys"_s);
    QCOMPARE(preview(window)->topLevelItemCount(), 1);
    QCOMPARE(preview(window)->topLevelItem(0)->text(1), kAddressOfOne);
    QCOMPARE(window.vault->keys().size(), 0);
    QCOMPARE(FormProbe(*window.dialog(u"importKeysDialog"_s)).placesHolding(kOne.right(20)), QStringList());
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QCOMPARE(window.vault->keys().size(), 1);
}

void TestImportKeysDialog::hexNamesWhatIsWrong_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("reason");
    QTest::newRow("character") << QString(kOne).replace(10, 1, u"O"_s) << u"Character 11 "_s;
    QTest::newRow("short") << kOne.chopped(1) << u"has 63"_s;
    QTest::newRow("an address") << kAddressOfOne << u"as an address has"_s;
    QTest::newRow("zero") << QString(64, u'0') << u"zero"_s;
    QTest::newRow("too large") << QString(64, u'f') << u"too large"_s;
}

void TestImportKeysDialog::hexNamesWhatIsWrong()
{
    QFETCH(QString, typed);
    QFETCH(QString, reason);
    VaultWindow window;
    QVERIFY(begin(window, 2));
    window.probe().type(u"hexField"_s, typed);
    window.probe().click(u"readKeys"_s);
    QVERIFY2(window.probe().note(u"hexNote"_s).contains(reason),
             qPrintable(window.probe().note(u"hexNote"_s)));
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
}

void TestImportKeysDialog::recognisesAKeyThatIsThere()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    window.action(u"actionImportKeys"_s)->trigger();
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(2);
    window.probe().type(u"hexField"_s, kOne);
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 1);
    QCOMPARE(preview(window)->topLevelItem(0)->text(2), u"Already in the vault"_s);
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
}

void TestImportKeysDialog::takesAKeyBackWhoseFileIsGone()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    QVERIFY(QFile::remove(window.folder.filePath(fileOfOne())));
    QVERIFY(window.startAgain());
    QVERIFY(window.unlock());
    QVERIFY(window.vault->keys().first().fileIsMissing);
    window.action(u"actionImportKeys"_s)->trigger();
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(2);
    window.probe().type(u"hexField"_s, kOne);
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 1);
    QVERIFY(preview(window)->topLevelItem(0)->text(2).contains(u"gone or damaged"_s));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QVERIFY(!window.vault->keys().first().fileIsMissing);
}

/// A plain key file may be all that holds the key: it goes only when the vault's own file opens again.
void TestImportKeysDialog::healsAKeyWhoseFileIsDamaged()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(kOne));
    const QString plain = write(window, u"one.key"_s, kOne.toLatin1());
    const QString file = write(window, fileOfOne(), "damaged");
    const auto refused = window.vault->removePlainFile(plain);
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().codeName(), u"KEY_MISSING"_s);
    drop(window, {plain});
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 1);
    QVERIFY(preview(window)->topLevelItem(0)->text(2).contains(u"gone or damaged"_s));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QFile aside(file + u".damaged"_s);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), "damaged"_ba);
    window.vault->lock(VaultDesk::LockReason::Asked);
    window.window->findChild<MessageBar *>()->findChild<QPushButton *>()->click();
    QVERIFY(window.shown(u"unlockDialog"_s));
    QVERIFY(QFile::exists(plain));
    window.probe().type(u"passphraseField"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QTRY_VERIFY(!QFile::exists(plain));
}

void TestImportKeysDialog::mnemonicAccountsArePicked()
{
    VaultWindow window;
    QVERIFY(begin(window, 1));
    window.probe().type(u"mnemonicField"_s, kWords);
    window.probe().click(u"readKeys"_s);
    QCOMPARE(preview(window)->topLevelItemCount(), 10);
    QCOMPARE(preview(window)->topLevelItem(0)->text(1), u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s);
    QCOMPARE(preview(window)->topLevelItem(1)->text(1), u"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_s);
    window.probe().click(u"moreAccounts"_s);
    QCOMPARE(preview(window)->topLevelItemCount(), 20);
    preview(window)->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
    preview(window)->topLevelItem(1)->setCheckState(0, Qt::Checked);
    QCOMPARE(FormProbe(*window.dialog(u"importKeysDialog"_s)).placesHolding(u"junk"_s), QStringList());
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QCOMPARE(window.vault->keys().size(), 1);
    QCOMPARE(window.vault->keys().first().address.text(), u"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_s);
}

void TestImportKeysDialog::mnemonicNamesTheWrongWord()
{
    VaultWindow window;
    QVERIFY(begin(window, 1));
    window.probe().type(u"mnemonicField"_s, QString(kWords).replace(u"junk"_s, u"jnuk"_s));
    window.probe().click(u"readKeys"_s);
    QVERIFY(window.probe().note(u"mnemonicNote"_s).startsWith(u"Word 12 "_s));
    QVERIFY(window.probe().note(u"mnemonicNote"_s).contains(u"junk"_s));
    QCOMPARE(preview(window)->topLevelItemCount(), 0);
}

void TestImportKeysDialog::droppedFilesShareOnePassphrase()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    const QByteArray two = QByteArray(63, '0') + '2';
    drop(window, {writeKeystore(window, u"one.json"_s, kOne.toLatin1(), "p\xc3\xa4ss of files"),
                  writeKeystore(window, u"two.json"_s, two, "p\xc3\xa4ss of files"),
                  write(window, u"broken.json"_s, "{\"version\":3}"),
                  writeKeystore(window, u"again.json"_s, two, "p\xc3\xa4ss of files")});
    QVERIFY(window.shown(u"importKeysDialog"_s));
    // Typed with the accent apart, as some keyboards do: the other form is tried, too.
    window.probe().type(u"filesPassphrase"_s, u"pa\u0308ss of files"_s);
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 4);
    QCOMPARE(preview(window)->topLevelItem(0)->text(1), kAddressOfOne);
    QVERIFY(!preview(window)->topLevelItem(2)->text(2).isEmpty());
    QCOMPARE(preview(window)->topLevelItem(2)->text(1), QString());
    QCOMPARE(preview(window)->topLevelItem(3)->text(2), u"The same key as above"_s);
    QVERIFY(window.probe().note(u"vaultFault"_s).startsWith(u"Files that were not opened: 1."_s));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QCOMPARE(window.vault->keys().size(), 2);
}

void TestImportKeysDialog::anotherPassphraseOpensTheRest()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    drop(window, {writeKeystore(window, u"one.json"_s, kOne.toLatin1(), "the right one")});
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.probe().type(u"filesPassphrase"_s, u"a wrong one"_s);
    window.probe().click(u"readKeys"_s);
    QTRY_VERIFY(!window.probe().note(u"vaultFault"_s).isEmpty());
    QVERIFY(!window.probe().isEnabled(u"vaultAccept"_s));
    window.probe().type(u"filesPassphrase"_s, u"the right one"_s);
    window.probe().click(u"readKeys"_s);
    QTRY_VERIFY(window.probe().isEnabled(u"vaultAccept"_s));
    QCOMPARE(window.probe().note(u"vaultFault"_s), QString());
}

void TestImportKeysDialog::plainFilesAreOfferedForRemoval()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    const QString path = write(window, u"controller.key"_s, "0x" + kOne.toLatin1() + '\n');
    drop(window, {path});
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 1);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QVERIFY(window.message().contains(u"Still unencrypted"_s) && window.message().contains(path));
    QVERIFY(QFile::exists(path));
    window.window->findChild<MessageBar *>()->findChild<QPushButton *>()->click();
    QTRY_VERIFY(!QFile::exists(path));
    QTRY_VERIFY(window.message().contains(u"overwritten and removed"_s));
}

void TestImportKeysDialog::removalNamesWhatFailed()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    const QString one = write(window, u"one.key"_s, kOne.toLatin1());
    const QString two = write(window, u"two.key"_s, QByteArray(63, '0') + '2');
    drop(window, {one, two});
    QVERIFY(window.shown(u"importKeysDialog"_s));
    window.probe().click(u"readKeys"_s);
    QTRY_COMPARE(preview(window)->topLevelItemCount(), 2);
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QVERIFY(QFile::remove(one));
    window.window->findChild<MessageBar *>()->findChild<QPushButton *>()->click();
    QTRY_VERIFY2(window.message().contains(u"overwritten and removed"_s), qPrintable(window.message()));
    QVERIFY(window.message().contains(one) && window.message().contains(two));
    QVERIFY(!QFile::exists(two));
}

void TestImportKeysDialog::lockingForgetsWhatWasTyped()
{
    VaultWindow window;
    QVERIFY(begin(window, 2));
    window.probe().type(u"hexField"_s, kOne);
    window.probe().click(u"readKeys"_s);
    QCOMPARE(preview(window)->topLevelItemCount(), 1);
    window.vault->lock(VaultDesk::LockReason::SessionLock);
    QVERIFY(window.gone(u"importKeysDialog"_s));
    QCOMPARE(window.vault->keys().size(), 0);
}

QTEST_MAIN(TestImportKeysDialog)
#include "tst_importkeysdialog.moc"
