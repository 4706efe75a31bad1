// SPDX-License-Identifier: GPL-3.0-or-later
#include "mnemonic.h"
#include "mnemonicwords.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTwelve = "test test test test test test test test test test test junk"_ba;

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

QString hexOf(const SecureBytes &bytes)
{
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    return QString::fromLatin1(view.toByteArray().toHex());
}

MnemonicFault faultOf(const QByteArray &text)
{
    MnemonicFault fault{MnemonicFault::Kind::WordCount, -1, {}};
    if (Mnemonic::fromText(secret(text), &fault))
        return {MnemonicFault::Kind::WordCount, -2, {}};
    return fault;
}

} // namespace

class TestMnemonic : public QObject
{
    Q_OBJECT

private slots:
    void listIsThePublishedOne();
    void seedsAsPublished_data();
    void seedsAsPublished();
    void toleratesBlanksAndCapitals_data();
    void toleratesBlanksAndCapitals();
    void namesTheWrongWord_data();
    void namesTheWrongWord();
    void refusesOtherCounts_data();
    void refusesOtherCounts();
    void refusesEveryWrongLastWord();
    void passphraseIsNormalised();
    void faultTextSaysWhat();
};

void TestMnemonic::listIsThePublishedOne()
{
    QByteArray list;
    for (std::size_t i = 0; i < kMnemonicWords; ++i) {
        const std::string_view word = mnemonicWord(static_cast<std::uint16_t>(i));
        list += QByteArray(word.data(), qsizetype(word.size())) + '\n';
        QCOMPARE(mnemonicWordIndex(word), std::optional(static_cast<std::uint16_t>(i)));
    }
    QCOMPARE(QCryptographicHash::hash(list, QCryptographicHash::Sha256).toHex(),
             "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"_ba);
    QVERIFY(!mnemonicWordIndex(""));
    QVERIFY(!mnemonicWordIndex("zzz"));
    QVERIFY(!mnemonicWordIndex("Abandon"));
}

void TestMnemonic::seedsAsPublished_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(MUSTER_TEST_DATA "/bip39-english.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(vectors.size(), 24);
    for (qsizetype i = 0; i < vectors.size(); ++i)
        QTest::addRow("%d", int(i)) << vectors.at(i).toObject();
}

/// The vectors of BIP-39, whose passphrase is always TREZOR.
void TestMnemonic::seedsAsPublished()
{
    QFETCH(QJsonObject, vector);
    const auto mnemonic = Mnemonic::fromText(secret(vector.value("mnemonic"_L1).toString().toLatin1()));
    QVERIFY(mnemonic);
    const auto seed = mnemonic->seed(secret("TREZOR"));
    QVERIFY(seed);
    QCOMPARE(hexOf(*seed), vector.value("seed"_L1).toString());
}

void TestMnemonic::toleratesBlanksAndCapitals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("blanks around") << QByteArray(" \n\t" + kTwelve + "\r\n ");
    QTest::newRow("several blanks between") << QByteArray(kTwelve).replace(" ", " \t \r\n");
    QTest::newRow("capitals") << kTwelve.toUpper();
    QTest::newRow("one capital") << QByteArray("Test" + kTwelve.mid(4));
}

void TestMnemonic::toleratesBlanksAndCapitals()
{
    QFETCH(QByteArray, text);
    const auto plain = Mnemonic::fromText(secret(kTwelve));
    const auto other = Mnemonic::fromText(secret(text));
    QVERIFY(plain && other);
    QCOMPARE(hexOf(*other->seed({})), hexOf(*plain->seed({})));
}

void TestMnemonic::namesTheWrongWord_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("first") << QByteArray("tset" + kTwelve.mid(4)) << 1 << u"test"_s;
    QTest::newRow("last") << QByteArray(kTwelve.chopped(4) + "jnuk") << 12 << u"junk"_s;
    QTest::newRow("a letter missing") << QByteArray("tst" + kTwelve.mid(4)) << 1 << u"test"_s;
    QTest::newRow("a letter doubled") << QByteArray("testt" + kTwelve.mid(4)) << 1 << u"test"_s;
    QTest::newRow("the first four letters only") << QByteArray("aban" + kTwelve.mid(4)) << 1 << u"abandon"_s;
    QTest::newRow("nothing near") << QByteArray(kTwelve.chopped(4) + "qqqqqqqq") << 12 << QString();
    QTest::newRow("very long") << QByteArray(kTwelve + ' ' + QByteArray(100'000, 'a')) << 13 << QString();
    QTest::newRow("comma") << QByteArray(kTwelve).replace(" ", ", ") << 1 << u"test"_s;
    QTest::newRow("an umlaut") << QByteArray("t\xc3\xa9st" + kTwelve.mid(4)) << 1 << u"test"_s;
    QTest::newRow("a NUL") << QByteArray(kTwelve + '\0') << 12 << u"junk"_s;
    QTest::newRow("wrong number of words, too") << "test tset"_ba << 2 << u"test"_s;
}

void TestMnemonic::namesTheWrongWord()
{
    QFETCH(QByteArray, text);
    QFETCH(int, number);
    QFETCH(QString, nearest);
    const MnemonicFault fault = faultOf(text);
    QCOMPARE(int(fault.kind), int(MnemonicFault::Kind::UnknownWord));
    QCOMPARE(fault.number, number);
    QVERIFY(fault.nearWords.size() <= 4);
    QCOMPARE(fault.nearWords.value(0), nearest);
}

void TestMnemonic::refusesOtherCounts_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 9, 11, 13, 14, 16, 23, 25, 27, 5000})
        QTest::addRow("%d", count) << count;
}

void TestMnemonic::refusesOtherCounts()
{
    QFETCH(int, count);
    QCOMPARE(faultOf(QByteArray("test ").repeated(count)),
             (MnemonicFault{MnemonicFault::Kind::WordCount, count, {}}));
}

/// Of 2,048 last words of a 24-word mnemonic, whose checksum has eight bits, exactly eight fit.
void TestMnemonic::refusesEveryWrongLastWord()
{
    int fitting = 0;
    for (std::size_t i = 0; i < kMnemonicWords; ++i) {
        const std::string_view last = mnemonicWord(static_cast<std::uint16_t>(i));
        const QByteArray text =
            QByteArray("zoo ").repeated(23) + QByteArray(last.data(), qsizetype(last.size()));
        MnemonicFault fault;
        if (Mnemonic::fromText(secret(text), &fault))
            ++fitting;
        else
            QCOMPARE(int(fault.kind), int(MnemonicFault::Kind::Checksum));
    }
    QCOMPARE(fitting, 8);
}

void TestMnemonic::passphraseIsNormalised()
{
    const auto mnemonic = Mnemonic::fromText(secret(kTwelve));
    QVERIFY(mnemonic);
    const QString composed = hexOf(*mnemonic->seed(secret("p\xc3\xa4ss")));
    QCOMPARE(hexOf(*mnemonic->seed(secret("pa\xcc\x88ss"))), composed);
    QVERIFY(hexOf(*mnemonic->seed(secret("pass"))) != composed);
    QVERIFY(!mnemonic->seed(secret("p\xff")));
}

void TestMnemonic::faultTextSaysWhat()
{
    using Kind = MnemonicFault::Kind;
    QVERIFY(mnemonicFaultText({Kind::WordCount, 11, {}}).contains(u"has 11."_s));
    QVERIFY(mnemonicFaultText({Kind::UnknownWord, 7, {}}).startsWith(u"Word 7 "_s));
    QVERIFY(mnemonicFaultText({Kind::UnknownWord, 7, {u"hat"_s, u"hot"_s}}).contains(u"hat or hot"_s));
    QVERIFY(mnemonicFaultText({Kind::Checksum, 12, {}}).contains(u"checksum"_s));
}

QTEST_GUILESS_MAIN(TestMnemonic)
#include "tst_mnemonic.moc"
