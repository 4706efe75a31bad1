// SPDX-License-Identifier: GPL-3.0-or-later
#include "signatureverdict.h"

#include "controllerkey.h"
#include "keccak.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

using Kind = SignatureVerdict::Kind;
Q_DECLARE_METATYPE(muster::SignatureVerdict::Kind)

class TestSignatureVerdict : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void acceptsEachForm_data();
    void acceptsEachForm();
    void saysExactlyWhatIsWrong_data();
    void saysExactlyWhatIsWrong();
    void marksTheFirstDifference();
    void findsWhatItWasSignedOver_data();
    void findsWhatItWasSignedOver();
    void knowsTheFormsOfOldWallets_data();
    void knowsTheFormsOfOldWallets();
    void namesTheSignerWithoutAnExpectedOne();
    void keepsBackWhatDoesNotHold();
    void readsWhatWalletsWrite_data();
    void readsWhatWalletsWrite();
    void refusesOtherJson_data();
    void refusesOtherJson();

private:
    // A message, its signature and the signer as eth_account made them.
    QByteArray m_message;
    QString m_signature;
    QString m_address;
};

void TestSignatureVerdict::initTestCase()
{
    QFile file(QStringLiteral(MUSTER_TEST_DATA "/eip191.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject vector = QJsonDocument::fromJson(file.readAll()).array().first().toObject();
    m_message = vector.value("message"_L1).toString().toUtf8();
    m_signature = vector.value("signature"_L1).toString();
    m_address = vector.value("address"_L1).toString();
}

void TestSignatureVerdict::acceptsEachForm_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("as made") << 0;
    QTest::newRow("without 0x") << 1;
    QTest::newRow("upper case, blanks around") << 2;
    QTest::newRow("v 0 or 1") << 3;
    QTest::newRow("EIP-2098") << 4;
}

void TestSignatureVerdict::acceptsEachForm()
{
    QFETCH(int, form);
    QByteArray bytes = QByteArray::fromHex(m_signature.mid(2).toLatin1());
    const int recoveryId = bytes.back() - 27;
    QString text = m_signature;
    if (form == 1)
        text = m_signature.mid(2);
    if (form == 2)
        text = u" 0x"_s + m_signature.mid(2).toUpper() + u'\n';
    if (form == 3)
        bytes.back() = char(recoveryId);
    if (form == 4) {
        bytes.chop(1);
        bytes[32] = char(uchar(bytes.at(32)) | (recoveryId << 7));
    }
    if (form >= 3)
        text = u"0x"_s + QString::fromLatin1(bytes.toHex());
    const SignatureVerdict verdict = judgeSignature(m_message, text, m_address);
    QVERIFY2(verdict.kind == Kind::Holds, qPrintable(verdict.text));
    QVERIFY(verdict.text.contains(form == 4 ? u"EIP-2098"_s : u"65 bytes"_s));
}

void TestSignatureVerdict::saysExactlyWhatIsWrong_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("reason");
    QTest::newRow("message") << u"message"_s << Kind::Other << u"Not signed by"_s;
    QTest::newRow("line end") << u"line end"_s << Kind::Other << u"Not signed by"_s;
    QTest::newRow("address") << u"address"_s << Kind::Other << u"differs from character"_s;
    QTest::newRow("length") << u"length"_s << Kind::Malformed << u"another length"_s;
    QTest::newRow("character") << u"character"_s << Kind::Malformed << u"other characters"_s;
    QTest::newRow("v") << u"v"_s << Kind::Malformed << u"last byte"_s;
    QTest::newRow("zero") << u"zero"_s << Kind::Malformed << u"zero or too large"_s;
    QTest::newRow("high s") << u"high s"_s << Kind::Malformed << u"high-s"_s;
    QTest::newRow("address form") << u"address form"_s << Kind::Malformed << u"address"_s;
}

void TestSignatureVerdict::saysExactlyWhatIsWrong()
{
    QFETCH(QString, what);
    QFETCH(Kind, kind);
    QFETCH(QString, reason);
    QByteArray message = m_message;
    QString signature = m_signature;
    QString address = m_address;
    if (what == "message"_L1)
        message += 'x';
    else if (what == "line end"_L1)
        message += '\n';
    else if (what == "address"_L1)
        address = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
    else if (what == "length"_L1)
        signature.chop(1);
    else if (what == "character"_L1)
        signature[10] = u'g';
    else if (what == "v"_L1)
        signature = m_signature.chopped(2) + u"1d"_s;
    else if (what == "zero"_L1)
        signature = u"0x"_s + QString(64, u'0') + m_signature.mid(66);
    else if (what == "high s"_L1)
        signature = m_signature.left(66) + QString(16, u'f') + m_signature.mid(82);
    else
        address = u"0x12"_s;
    const SignatureVerdict verdict = judgeSignature(message, signature, address);
    QVERIFY2(verdict.kind == kind && verdict.text.contains(reason), qPrintable(verdict.text));
}

void TestSignatureVerdict::marksTheFirstDifference()
{
    QString near = m_address.toLower();
    near[20] = near.at(20) == u'0' ? u'1' : u'0';
    const SignatureVerdict verdict = judgeSignature(m_message, m_signature, near);
    QVERIFY(verdict.kind == Kind::Other);
    QCOMPARE(verdict.differsAt, 20);
    QCOMPARE(verdict.expected->text().toLower(), near);
    QCOMPARE(verdict.recovered->text(), m_address);
    QVERIFY2(verdict.text.contains(u"character 21"_s), qPrintable(verdict.text));
}

void TestSignatureVerdict::findsWhatItWasSignedOver_data()
{
    QTest::addColumn<QByteArray>("signedBytes");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("hint");
    QTest::newRow("a line end") << "hello"_ba
                                << "hello\n"_ba << u"without the line end"_s;
    QTest::newRow("an indent") << "hello"_ba
                               << "  hello"_ba << u"without the two blanks"_s;
    QTest::newRow("CRLF") << "a\nb"_ba
                          << "a\r\nb"_ba << u"with LF where CRLF stands"_s;
    QTest::newRow("hex digits") << "hello"_ba
                                << "0x68656c6c6f"_ba << u"5 bytes that these"_s;
    QTest::newRow("no hex digits") << "hello"_ba
                                   << "0x68656c6c6"_ba << u"A changed message"_s;
    QTest::newRow("something else") << "hello"_ba
                                    << "hallo"_ba << u"A changed message"_s;
}

void TestSignatureVerdict::findsWhatItWasSignedOver()
{
    QFETCH(QByteArray, signedBytes);
    QFETCH(QByteArray, given);
    QFETCH(QString, hint);
    const ControllerKey key = ControllerKey::generate();
    const auto signature = key.sign(personalMessageDigest(signedBytes));
    const SignatureVerdict verdict = judgeSignature(given, signature->text(), key.address().text());
    QVERIFY2(verdict.kind == Kind::Other && verdict.text.contains(hint), qPrintable(verdict.text));
}

void TestSignatureVerdict::knowsTheFormsOfOldWallets_data()
{
    QTest::addColumn<QJsonObject>("named");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("words");
    const QJsonObject first{{u"version"_s, u"1"_s}};
    const QJsonObject trezor{{u"version"_s, u"3"_s}, {u"signer"_s, u"trezor"_s}};
    const QByteArray prefix = "\x19"
                              "Ethereum Signed Message:\n"_ba;
    QTest::newRow("version 1") << first << "hello"_ba << QByteArray() << u"without the prefix"_s;
    QTest::newRow("Trezor") << trezor << "hello"_ba << QByteArray(prefix + '\x05') << u"Trezor"_s;
    QTest::newRow("Trezor, 252 bytes")
        << trezor << QByteArray(252, 'a') << QByteArray(prefix + '\xfc') << u"Trezor"_s;
    QTest::newRow("Trezor, 253 bytes")
        << trezor << QByteArray(253, 'a') << QByteArray(prefix + "\xfd\xfd" + '\0') << u"Trezor"_s;
    QTest::newRow("Trezor, 70,000 bytes")
        << trezor << QByteArray(70'000, 'a') << QByteArray(prefix + "\xfe\x70\x11\x01" + '\0') << u"Trezor"_s;
}

/// As the JSON of such a wallet says it; a form that no service takes is neither fine nor a forgery.
void TestSignatureVerdict::knowsTheFormsOfOldWallets()
{
    QFETCH(QJsonObject, named);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, before);
    QFETCH(QString, words);
    const ControllerKey key = ControllerKey::generate();
    QJsonObject written = named;
    written.insert(u"address"_s, key.address().text().toLower());
    written.insert(u"msg"_s, QString::fromUtf8(message));
    written.insert(u"sig"_s, key.sign(keccak256(QByteArray(before + message)))->text());
    const auto read = readSignedMessage(QJsonDocument(written).toJson());
    QVERIFY(read);
    const SignatureVerdict verdict = judgeSignature(read->message.toUtf8(), read->signature, read->address);
    QVERIFY2(verdict.kind == Kind::OldForm, qPrintable(verdict.text));
    QVERIFY2(verdict.text.contains(words) && !verdict.text.startsWith(u"Not signed"_s),
             qPrintable(verdict.text));
    const SignatureVerdict changed =
        judgeSignature(QByteArray(message + '!'), read->signature, read->address);
    QVERIFY(changed.kind == Kind::Other);
}

void TestSignatureVerdict::namesTheSignerWithoutAnExpectedOne()
{
    const SignatureVerdict verdict = judgeSignature(m_message, m_signature, {});
    QVERIFY(verdict.kind == Kind::Recovered);
    QVERIFY(verdict.recovered.has_value());
    QCOMPARE(verdict.recovered->text(), m_address);
}

void TestSignatureVerdict::keepsBackWhatDoesNotHold()
{
    const Signature made = *Signature::parse(m_signature);
    const Address signer = *Address::parse(m_address);
    QCOMPARE(textOnceItHolds(made, m_message, signer).value(), m_signature);
    const Address other = ControllerKey::generate().address();
    for (const auto &kept : {textOnceItHolds(made, QByteArray(m_message + '\n'), signer),
                             textOnceItHolds(made, m_message, other)}) {
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, ErrorCode::InternalError);
        QVERIFY(kept.error().message.contains(u"failed its own check"_s));
    }
}

void TestSignatureVerdict::readsWhatWalletsWrite_data()
{
    QTest::addColumn<QJsonObject>("further");
    QTest::addColumn<bool>("prefixed");
    QTest::newRow("MyCrypto 2") << QJsonObject{{u"version"_s, u"2"_s}} << true;
    QTest::newRow("MyEtherWallet 3") << QJsonObject{{u"version"_s, u"3"_s}, {u"signer"_s, u"MEW"_s}} << false;
    QTest::newRow("no version") << QJsonObject() << true;
}

void TestSignatureVerdict::readsWhatWalletsWrite()
{
    QFETCH(QJsonObject, further);
    QFETCH(bool, prefixed);
    QJsonObject written = further;
    written.insert(u"address"_s, m_address.toLower());
    written.insert(u"msg"_s, QString::fromUtf8(m_message));
    written.insert(u"sig"_s, prefixed ? m_signature : m_signature.mid(2));
    const auto read = readSignedMessage(QJsonDocument(written).toJson());
    QVERIFY(read);
    QVERIFY(judgeSignature(read->message.toUtf8(), read->signature, read->address).kind == Kind::Holds);
}

void TestSignatureVerdict::refusesOtherJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qsizetype>("issues");
    QTest::newRow("nothing in it") << "{}"_ba << qsizetype(3);
    QTest::newRow("a number") << "{\"address\":\"\",\"msg\":1,\"sig\":\"\"}"_ba << qsizetype(1);
    QTest::newRow("an array") << "[]"_ba << qsizetype(1);
    QTest::newRow("twice") << "{\"msg\":\"a\",\"msg\":\"b\"}"_ba << qsizetype(1);
}

void TestSignatureVerdict::refusesOtherJson()
{
    QFETCH(QByteArray, json);
    QFETCH(qsizetype, issues);
    const auto read = readSignedMessage(json);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ValidationError);
    QCOMPARE(issuesOf(read.error()).size(), issues);
}

QTEST_GUILESS_MAIN(TestSignatureVerdict)
#include "tst_signatureverdict.moc"
