// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyimport.h"

#include "keystore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};
const QByteArray kOne = QByteArray(63, '0') + '1';

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

std::vector<SecureBytes> passphrases(const QByteArray &text)
{
    std::vector<SecureBytes> all;
    all.push_back(secret(text));
    return all;
}

} // namespace

class TestKeyImport : public QObject
{
    Q_OBJECT

private slots:
    void tellsKindsOfFilesApart();
    void refusesWhatIsNoKeyFile_data();
    void refusesWhatIsNoKeyFile();
    void opensNothingOnceCancelled();
    void waitsForNoPipe();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }

    QTemporaryDir m_folder;
};

void TestKeyImport::tellsKindsOfFilesApart()
{
    const auto key = ControllerKey::generate();
    const QByteArray sealed = Keystore::seal(key, secret("a passphrase"), kQuick)->text();
    const QStringList paths{write(u"sealed.json"_s, "\n  " + sealed), write(u"plain.key"_s, kOne + '\n'),
                            m_folder.filePath(u"missing"_s)};
    QList<int> told;
    const KeyImport import =
        KeyImport::ofPaths(paths, passphrases("a passphrase"), {}, [&told](int done) { told.append(done); });
    QCOMPARE(told, (QList<int>{1, 2, 3}));
    QCOMPARE(import.entries().size(), 3);
    QVERIFY(import.entries().at(0).address == key.address());
    QCOMPARE(import.entries().at(0).plainFile, QString());
    QCOMPARE(import.entries().at(1).address->text(), u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s);
    QCOMPARE(import.entries().at(1).plainFile, paths.at(1));
    QVERIFY(!import.entries().at(2).address);
    QCOMPARE(import.entries().at(2).address.error().code, ErrorCode::StorageFailure);
    QCOMPARE(import.addresses().size(), 2);
}

void TestKeyImport::refusesWhatIsNoKeyFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a large object") << QByteArray("{" + QByteArray(100'000, ' '));
    QTest::newRow("blanks without end") << QByteArray(1'000'000, ' ');
    QTest::newRow("half an object") << "{\"version\": 3, \"crypto\""_ba;
    QTest::newRow("a picture") << "\x89PNG\r\n\x1a\n"_ba;
    QTest::newRow("two keys") << QByteArray(kOne + '\n' + kOne);
}

void TestKeyImport::refusesWhatIsNoKeyFile()
{
    QFETCH(QByteArray, content);
    const QString path = write(u"odd"_s, content);
    const KeyImport import = KeyImport::ofPaths({path}, passphrases("a passphrase"));
    QCOMPARE(import.entries().size(), 1);
    QVERIFY(!import.entries().first().address);
    QCOMPARE(import.entries().first().address.error().code, ErrorCode::KeyRefused);
    QVERIFY(import.addresses().isEmpty());
}

void TestKeyImport::opensNothingOnceCancelled()
{
    const QByteArray sealed =
        Keystore::seal(ControllerKey::generate(), secret("a passphrase"), kQuick)->text();
    const KeyImport import = KeyImport::ofPaths({write(u"sealed.json"_s, sealed)},
                                                passphrases("a passphrase"), [] { return true; });
    QCOMPARE(import.entries().first().address.error().code, ErrorCode::Cancelled);
}

void TestKeyImport::waitsForNoPipe()
{
    const QString pipe = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const KeyImport import = KeyImport::ofPaths({pipe, m_folder.path()}, passphrases("a passphrase"));
    QCOMPARE(import.entries().size(), 2);
    for (const KeyImport::Entry &entry : import.entries()) {
        QCOMPARE(entry.address.error().code, ErrorCode::KeyRefused);
        QVERIFY(entry.address.error().message.contains(u"pipe"_s));
    }
}

QTEST_GUILESS_MAIN(TestKeyImport)
#include "tst_keyimport.moc"
