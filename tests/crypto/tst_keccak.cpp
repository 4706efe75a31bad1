// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestKeccak : public QObject
{
    Q_OBJECT

private slots:
    void knownAnswers_data();
    void knownAnswers();
    void isNotSha3();
    void personalMessageCountsBytes();
};

void TestKeccak::knownAnswers_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("digest");
    QByteArray everyByte;
    for (int i = 0; i < 256; ++i)
        everyByte.append(static_cast<char>(i));
    QTest::newRow("nothing") << QByteArray()
                             << "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"_ba;
    QTest::newRow("abc") << "abc"_ba
                         << "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"_ba;
    QTest::newRow("testing") << "testing"_ba
                             << "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"_ba;
    QTest::newRow("a block less one")
        << QByteArray(135, 'a') << "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446"_ba;
    QTest::newRow("a block") << QByteArray(136, 'a')
                             << "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"_ba;
    QTest::newRow("a block and one") << QByteArray(137, 'a')
                                     << "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39"_ba;
    QTest::newRow("many blocks") << QByteArray(1000, 'a')
                                 << "b6a4ac1f51884d71f30fa397a5e155de3099e11fc0edef5d08b646e621e19de9"_ba;
    QTest::newRow("every byte") << everyByte
                                << "dc924469b334aed2a19fac7252e9961aea41f8d91996366029dbe0884229bf36"_ba;
}

void TestKeccak::knownAnswers()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, digest);
    QCOMPARE(keccak256(data).toHex(), digest);
}

void TestKeccak::isNotSha3()
{
    QVERIFY(keccak256("").toHex() != "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"_ba);
}

// contract: ID-12
void TestKeccak::personalMessageCountsBytes()
{
    QCOMPARE(personalMessageDigest("hello").toHex(),
             "50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750"_ba);
    const QByteArray accented = u"é"_s.toUtf8();
    QCOMPARE(personalMessageDigest(accented), keccak256(u"\x19"
                                                        "Ethereum Signed Message:\n2é"_s.toUtf8()));
    const QByteArray withNul("a\0b", 3);
    QCOMPARE(personalMessageDigest(withNul), keccak256(QByteArray("\x19"
                                                                  "Ethereum Signed Message:\n3a\0b",
                                                                  30)));
}

QTEST_GUILESS_MAIN(TestKeccak)
#include "tst_keccak.moc"
