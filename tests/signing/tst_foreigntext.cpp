// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreigntext.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestForeignText : public QObject
{
    Q_OBJECT

private slots:
    void hasNothingAgainstPlainText_data();
    void hasNothingAgainstPlainText();
    void objectsToOtherForms_data();
    void objectsToOtherForms();
};

void TestForeignText::hasNothingAgainstPlainText_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("names this identity") << "Prove control of did:peaq:42\nnonce 12"_ba;
    QTest::newRow("by its alias") << "Prove control of peaqos:machine:42."_ba;
    QTest::newRow("CRLF") << "Prove control of did:peaq:42\r\nnonce 12\r\n"_ba;
    QTest::newRow("tabs") << "machine\tdid:peaq:42\nnonce\t12"_ba;
    QTest::newRow("names none") << "Challenge 7f3a, valid for five minutes"_ba;
    QTest::newRow("JSON of its own") << "{\"challenge\":\"7f3a\",\"nonce\":\"1\"}"_ba;
    QTest::newRow("JSON with a name and a type") << "{\"type\":\"proof\",\"name\":\"Press\"}"_ba;
    QTest::newRow("JSON with a hash for a nonce") << "{\"nonce\":\"" + QByteArray(64, 'a') + "\"}";
    QTest::newRow("JSON in JSON") << R"({"payload":"{\"did\":\"did:peaq:42\",\"nonce\":\"1\"}"})"_ba;
    QTest::newRow("in capitals") << "DID:PEAQ:42"_ba;
    QTest::newRow("a short nonce") << "7f3a"_ba;
}

void TestForeignText::hasNothingAgainstPlainText()
{
    QFETCH(QByteArray, message);
    QCOMPARE(foreignTextObjection(message, *IdentityRef::parse(u"did:peaq:42"_s)), QString());
}

void TestForeignText::objectsToOtherForms_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QByteArray() << u"says nothing"_s;
    QTest::newRow("blanks") << " \n "_ba << u"says nothing"_s;
    QTest::newRow("another identity") << "Prove control of did:peaq:43"_ba << u"names did:peaq:43"_s;
    QTest::newRow("this identity and another") << "did:peaq:42 did:peaq:421"_ba << u"names did:peaq:421"_s;
    QTest::newRow("another alias") << "peaqos:machine:7"_ba << u"names peaqos:machine:7"_s;
    QTest::newRow("an old spelling") << "did:peaq:0x2a"_ba << u"names did:peaq:0x2a"_s;
    QTest::newRow("sign-in with Ethereum")
        << "shop.example wants you to sign in with your Ethereum account:\n0x7E5F"_ba << u"EIP-4361"_s;
    QTest::newRow("typed data") << "{\"types\":{},\"primaryType\":\"Permit\",\"domain\":{},\"message\":{}}"_ba
                                << u"EIP-712"_s;
    QTest::newRow("typed data in a request")
        << "[\"0x00\",{\"message\":{},\"types\":{},\"primaryType\":\"Permit\"}]"_ba << u"EIP-712"_s;
    QTest::newRow("typed data of the first version")
        << "[{\"type\":\"string\",\"name\":\"Message\",\"value\":\"Hi\"}]"_ba << u"EIP-712"_s;
    QTest::newRow("a sign-in of another chain")
        << "shop.example Wants You to sign in with your Solana account:\n7E5F"_ba << u"EIP-4361"_s;
    QTest::newRow("a transaction of two fees")
        << "{\"tx\":{\"to\":\"0x00\",\"value\":1,\"maxFeePerGas\":7}}"_ba << u"transaction"_s;
    QTest::newRow("another identity in capitals") << "DID:PEAQ:43"_ba << u"names DID:PEAQ:43"_s;
    QTest::newRow("a transaction") << "{\"to\":\"0x00\",\"nonce\":1,\"gas\":21000}"_ba << u"transaction"_s;
    for (const char *member : {"value", "data", "input", "nonce", "chainId"})
        QTest::addRow("a transaction of to and %s", member)
            << QByteArray("{\"to\":\"0x00\",\"" + QByteArray(member) + "\":\"0x1\"}") << u"transaction"_s;
    QTest::newRow("a transaction in a request")
        << R"({"method":"eth_sendTransaction","params":[{"from":"0x01","to":"0x00","value":"0x1"}]})"_ba
        << u"transaction"_s;
    QTest::newRow("a transaction in a text of JSON")
        << R"({"payload":"{\"to\":\"0x00\",\"data\":\"0x1\"}"})"_ba << u"transaction"_s;
    QTest::newRow("typed data in a text of JSON")
        << R"(["0x00","{\"types\":{},\"primaryType\":\"Permit\"}"])"_ba << u"EIP-712"_s;
    QTest::newRow("typed data in a text alone")
        << R"("{\"types\":{},\"primaryType\":\"Permit\"}")"_ba << u"EIP-712"_s;
    QTest::newRow("a sign-in spelt otherwise")
        << R"({"m":"shop.example wants you to sign\u0020in with your Ethereum account:"})"_ba
        << u"EIP-4361"_s;
    QTest::newRow("another identity spelt otherwise")
        << R"({"did":"did\u003apeaq:43"})"_ba << u"names did:peaq:43"_s;
    QTest::newRow("another identity for a name") << R"({"did\u003apeaq:43":1})"_ba << u"names did:peaq:43"_s;
    QTest::newRow("another identity in a text of JSON")
        << R"({"a":["{\"did\":\"did\\u003apeaq:43\"}"]})"_ba << u"names did:peaq:43"_s;
    QByteArray deep = "1";
    for (int i = 0; i < 12; ++i)
        deep = '"' + deep.replace('\\', "\\u005c").replace('"', "\\u0022") + '"';
    QTest::newRow("JSON in JSON without end") << deep << u"deeper"_s;
    QTest::newRow("a hash in hex, capital prefix") << QByteArray("0X" + QByteArray(64, 'A')) << u"hash"_s;
    QTest::newRow("a hash in quotes") << QByteArray("\"0x" + QByteArray(64, 'a') + "\"\n") << u"hash"_s;
    QTest::newRow("a hash in hex") << QByteArray("0x" + QByteArray(64, 'a')) << u"hash"_s;
    QTest::newRow("a transaction in hex") << QByteArray("0x02f8" + QByteArray(200, '1')) << u"encoded"_s;
    QTest::newRow("a lone carriage return") << "did:peaq:42\r\nPay\rdid"_ba << u"U+000D"_s;
    QTest::newRow("32 raw bytes") << QByteArray(32, '\x8f') << u"printable"_s;
    QTest::newRow("text that turns round") << "did:peaq:42 \xe2\x80\xae txet"_ba << u"U+202E"_s;
    QTest::newRow("a zero byte") << QByteArray("did:peaq:42\0", 12) << u"U+0000"_s;
}

void TestForeignText::objectsToOtherForms()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, reason);
    const QString objection = foreignTextObjection(message, *IdentityRef::parse(u"did:peaq:42"_s));
    QVERIFY2(objection.contains(reason), qPrintable(objection));
}

QTEST_GUILESS_MAIN(TestForeignText)
#include "tst_foreigntext.moc"
