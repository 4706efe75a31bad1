// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainkeyfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kOne = QByteArray(63, '0') + '1';

} // namespace

namespace {

bool always(const Address &)
{
    return true;
}

} // namespace

class TestPlainKeyFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }
    void readsOneLine_data();
    void readsOneLine();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void refusesWhatIsNoFile();
    void removesTheFile();
    void leavesAnotherKeyAlone();

private:
    QString write(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"controller.key"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void TestPlainKeyFile::readsOneLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("as the public command line writes it") << QByteArray("0x" + kOne + '\n');
    QTest::newRow("no line end") << kOne;
    QTest::newRow("CRLF and an empty line") << QByteArray("\r\n" + kOne + "\r\n\r\n");
}

void TestPlainKeyFile::readsOneLine()
{
    QFETCH(QByteArray, text);
    const auto key = readPlainKeyFile(write(text));
    QVERIFY2(key, key ? "" : qPrintable(key.error().message));
    QCOMPARE(key->address().text(), u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s);
}

void TestPlainKeyFile::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QByteArray() << u"this text has 0"_s;
    QTest::newRow("two keys") << QByteArray(kOne + '\n' + kOne + '\n') << u"several lines"_s;
    QTest::newRow("a wrong character")
        << QByteArray("0x" + kOne.first(10) + 'O' + kOne.mid(11)) << u"Character 13"_s;
    QTest::newRow("too short") << kOne.chopped(1) << u"has 63"_s;
    QTest::newRow("a keystore") << "{\"version\":3}"_ba << u"Character 1 "_s;
    QTest::newRow("zero") << QByteArray(64, '0') << u"zero"_s;
    QTest::newRow("large") << QByteArray(1'000'000, '1') << u"too large"_s;
    QTest::newRow("one byte over") << QByteArray(1025, ' ') << u"too large"_s;
}

void TestPlainKeyFile::refusesOtherFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const QString path = write(text);
    const auto key = readPlainKeyFile(path);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::KeyRefused);
    QVERIFY2(key.error().message.contains(reason), qPrintable(key.error().message));
    QVERIFY(key.error().message.contains(path));
}

void TestPlainKeyFile::refusesWhatIsNoFile()
{
    for (const QString &path : {m_folder.filePath(u"missing"_s), m_folder.path()}) {
        const auto key = readPlainKeyFile(path);
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::StorageFailure);
        QVERIFY(!removePlainKeyFile(path, &always));
    }
    QVERIFY(!QFile::exists(m_folder.filePath(u"missing"_s)));
}

void TestPlainKeyFile::removesTheFile()
{
    const QString path = write(kOne);
    // A second name of the same file shows what was left in its bytes.
    const QString witness = m_folder.filePath(u"witness"_s);
    QVERIFY(::link(qPrintable(path), qPrintable(witness)) == 0);
    QVERIFY(removePlainKeyFile(path, &always));
    QVERIFY(!QFile::exists(path));
    QFile left(witness);
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll(), QByteArray(kOne.size(), '\0'));
}

void TestPlainKeyFile::leavesAnotherKeyAlone()
{
    const QString path = write(kOne);
    const auto key = readPlainKeyFile(path);
    QVERIFY(key);
    const auto isOther = [&key](const Address &address) { return address != key->address(); };
    QCOMPARE(removePlainKeyFile(path, isOther).error().code, ErrorCode::KeyMissing);
    QVERIFY(readPlainKeyFile(path));
    const QString text = write("no key at all");
    QCOMPARE(removePlainKeyFile(text, &always).error().code, ErrorCode::KeyRefused);
    QFile left(text);
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll(), "no key at all");
}

QTEST_GUILESS_MAIN(TestPlainKeyFile)
#include "tst_plainkeyfile.moc"
