// SPDX-License-Identifier: GPL-3.0-or-later
#include "keystore.h"
#include "vaultwindow.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kTheirs = "for another program";

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

/// The export of all keys by clicks, to its end and not.
class TestExportKeys : public QObject
{
    Q_OBJECT

private slots:
    void writesOneFileAKey();
    void cancelSaysWhatStands();

private:
    static bool prepare(VaultWindow &window, int keys);
    /// Up to the press of the button that exports.
    static bool begin(const VaultWindow &window);
    static QStringList filesOf(const VaultWindow &window);
};

bool TestExportKeys::prepare(VaultWindow &window, int keys)
{
    if (!window.makeVault() || !QDir().mkpath(window.folder.filePath(u"out"_s)))
        return false;
    QFuture<Result<QList<Address>>> made;
    for (int i = 0; i < keys; ++i)
        made = window.vault->createKey({});
    return QTest::qWaitFor([&made] { return made.isFinished(); }, 60'000) &&
           QTest::qWaitFor([&] { return window.vault->keys().size() == keys; });
}

bool TestExportKeys::begin(const VaultWindow &window)
{
    window.action(u"actionExportAll"_s)->trigger();
    if (!window.chooseFile(u"exportFolderDialog"_s, window.folder.filePath(u"out"_s)) ||
        !window.shown(u"exportKeyDialog"_s))
        return false;
    window.probe().type(u"newPassphrase"_s, QString::fromLatin1(kTheirs));
    window.probe().type(u"repeatPassphrase"_s, QString::fromLatin1(kTheirs));
    window.probe().click(u"vaultAccept"_s);
    return true;
}

/// Each opens with the passphrase that was chosen, or there are none.
QStringList TestExportKeys::filesOf(const VaultWindow &window)
{
    const QDir folder(window.folder.filePath(u"out"_s));
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        const auto keystore = file.open(QIODevice::ReadOnly)
                                  ? Keystore::read(file.readAll())
                                  : Result<Keystore>(fail(ErrorCode::StorageFailure, name));
        if (!keystore || !keystore->open(secret(kTheirs)))
            return {};
    }
    return names;
}

void TestExportKeys::writesOneFileAKey()
{
    VaultWindow window;
    QVERIFY(prepare(window, 3));
    QVERIFY(begin(window));
    QVERIFY(window.gone(u"exportKeyDialog"_s));
    QVERIFY2(window.message().endsWith(u": 3."_s), qPrintable(window.message()));
    QCOMPARE(filesOf(window).size(), 3);
}

void TestExportKeys::cancelSaysWhatStands()
{
    VaultWindow window;
    constexpr int kKeys = 30;
    QVERIFY(prepare(window, kKeys));
    QVERIFY(begin(window));
    auto *progress = window.dialog(u"exportKeyDialog"_s)->findChild<QProgressBar *>(u"vaultProgress"_s);
    QTRY_VERIFY(progress->value() > 0);
    QCOMPARE(progress->maximum(), kKeys);
    QVERIFY2(window.text(u"vaultProgressLabel"_s).endsWith(u" of 30"_s),
             qPrintable(window.text(u"vaultProgressLabel"_s)));
    window.probe().click(u"vaultCancel"_s);
    QVERIFY(window.gone(u"exportKeyDialog"_s));
    QVERIFY2(window.message().startsWith(u"The export was ended."_s), qPrintable(window.message()));
    // The key that was under way may still have been written.
    const auto idle = window.vault->rename(window.vault->keys().first().address, u"x"_s);
    QVERIFY(QTest::qWaitFor([&idle] { return idle.isFinished(); }));
    const auto written = filesOf(window).size();
    QVERIFY2(written > 0 && written < kKeys, qPrintable(QString::number(written)));
}

QTEST_MAIN(TestExportKeys)
#include "tst_exportkeys.moc"
