// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "signature.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(muster::Signature::Fault)
Q_DECLARE_METATYPE(muster::Signature::Form)

namespace {

// eth_account's signature of "hello" by the private key 1, v 27.
const QString kR = u"e5ddc160e4c8f92de507c7db9b982d4f9b7197bfa421864aeadc586bc96b09ae"_s;
const QString kS = u"0ba0c5b131650ae4994cff1839341d00f3735ef5abc62ac8fe2cf50f65208e2a"_s;
const QString kOrder = u"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"_s;
const QString kOrderLessOne = u"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"_s;
const QString kHalfOrder = u"7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"_s;
const QString kHalfOrderAndOne = u"7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1"_s;
const QString kZero(64, u'0');
const QString kAllOnes(64, u'f');
const QString kOne = kZero.chopped(1) + u'1';

QString joined(const QString &r, const QString &s, const QString &v)
{
    return r + s + v;
}

QByteArray digestOfHello()
{
    return personalMessageDigest("hello");
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private slots:
    void acceptsEveryForm_data();
    void acceptsEveryForm();
    void acceptsTheLimits();
    void refusesHostileForms_data();
    void refusesHostileForms();
    void everyBitMatters();
    void recoversNobodyFromAPointOffTheCurve();
    void recoversNobodyFromInfinity_data();
    void recoversNobodyFromInfinity();
    void refusesAnotherDigestLength();
    void everyFaultHasASentence();
};

void TestSignature::acceptsEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Signature::Form>("form");
    const auto bytes65 = Signature::Form::Bytes65;
    QTest::newRow("v 27") << joined(u"0x"_s + kR, kS, u"1b"_s) << bytes65;
    QTest::newRow("v 0") << joined(u"0x"_s + kR, kS, u"00"_s) << bytes65;
    QTest::newRow("no prefix") << joined(kR, kS, u"1b"_s) << bytes65;
    QTest::newRow("upper case") << joined(kR, kS, u"1b"_s).toUpper() << bytes65;
    QTest::newRow("upper case with prefix") << joined(u"0x"_s + kR, kS, u"1b"_s).toUpper() << bytes65;
    QTest::newRow("EIP-2098") << joined(u"0x"_s + kR, kS, QString()) << Signature::Form::Compact64;
    QTest::newRow("EIP-2098, no prefix") << joined(kR, kS, QString()) << Signature::Form::Compact64;
}

// contract: ID-11
void TestSignature::acceptsEveryForm()
{
    QFETCH(QString, text);
    QFETCH(Signature::Form, form);
    Signature::Form found{};
    const auto signature = Signature::parse(text, nullptr, &found);
    QVERIFY(signature);
    QCOMPARE(int(found), int(form));
    QCOMPARE(signature->text(), QString(u"0x"_s + kR + kS + u"1b"_s));
    QCOMPARE(signature->recoveryId(), 0);
    const auto signer = recoverSigner(digestOfHello(), *signature);
    QVERIFY(signer);
    QCOMPARE(signer->text(), u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s);

    // The other parity, in both forms, recovers somebody else.
    const auto other = Signature::parse(joined(kR, kS, u"1c"_s));
    QVERIFY(other);
    QCOMPARE(Signature::parse(joined(kR, kS, u"01"_s)), other);
    QCOMPARE(Signature::parse(joined(kR, u"8ba0"_s + kS.mid(4), QString())), other);
    QVERIFY(recoverSigner(digestOfHello(), *other) != signer);
}

void TestSignature::acceptsTheLimits()
{
    QVERIFY(Signature::parse(joined(kOne, kOne, u"1b"_s)));
    QVERIFY(Signature::parse(joined(kOrderLessOne, kHalfOrder, u"1c"_s)));
    QVERIFY(Signature::parse(joined(kOrderLessOne, kHalfOrder, QString())));
}

void TestSignature::refusesHostileForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Signature::Fault>("fault");
    using Fault = Signature::Fault;
    const QString good = joined(kR, kS, u"1b"_s);
    QTest::newRow("nothing") << QString() << Fault::Length;
    QTest::newRow("only the prefix") << u"0x"_s << Fault::Length;
    QTest::newRow("words") << u"signature"_s << Fault::Length;
    QTest::newRow("63 bytes") << good.first(126) << Fault::Length;
    QTest::newRow("64 bytes and a half") << good.first(129) << Fault::Length;
    QTest::newRow("66 bytes") << QString(good + u"00"_s) << Fault::Length;
    QTest::newRow("50,000 digits") << QString(50'000, u'0') << Fault::Length;
    QTest::newRow("blank before") << QString(u' ' + good) << Fault::Length;
    QTest::newRow("line end after") << QString(good + u'\n') << Fault::Length;
    QTest::newRow("line ends instead of v") << QString(good.first(128) + u"\n\n"_s) << Fault::Character;
    QTest::newRow("prefix twice") << QString(u"0x0x"_s + good.mid(2)) << Fault::Character;
    QTest::newRow("a g") << QString(good.chopped(1) + u'g') << Fault::Character;
    QTest::newRow("a NUL") << QString(good.chopped(1) + QChar(u'\0')) << Fault::Character;
    QTest::newRow("full-width digit") << QString(good.chopped(1) + QChar(0xff11)) << Fault::Character;
    for (const auto &v : {u"02"_s, u"03"_s, u"1a"_s, u"1d"_s, u"1e"_s, u"23"_s, u"25"_s, u"80"_s, u"ff"_s})
        QTest::newRow(qPrintable(u"v "_s + v)) << joined(kR, kS, v) << Fault::RecoveryId;
    for (const auto &v : {u"1b"_s, QString()}) {
        const char *const form = v.isEmpty() ? "EIP-2098" : "65 bytes";
        QTest::addRow("%s: %s", form, "r zero") << joined(kZero, kS, v) << Fault::ZeroOrOutOfRange;
        QTest::addRow("%s: %s", form, "s zero") << joined(kR, kZero, v) << Fault::ZeroOrOutOfRange;
        QTest::addRow("%s: %s", form, "both zero") << joined(kZero, kZero, v) << Fault::ZeroOrOutOfRange;
        QTest::addRow("%s: %s", form, "r is n") << joined(kOrder, kS, v) << Fault::ZeroOrOutOfRange;
        QTest::addRow("%s: %s", form, "r all ones") << joined(kAllOnes, kS, v) << Fault::ZeroOrOutOfRange;
        QTest::addRow("%s: %s", form, "s just high") << joined(kR, kHalfOrderAndOne, v) << Fault::HighS;
    }
    QTest::newRow("s is n") << joined(kR, kOrder, u"1b"_s) << Fault::ZeroOrOutOfRange;
    QTest::newRow("s all ones") << joined(kR, kAllOnes, u"1b"_s) << Fault::ZeroOrOutOfRange;
    QTest::newRow("s is n-1") << joined(kR, kOrderLessOne, u"1b"_s) << Fault::HighS;
    QTest::newRow("EIP-2098: only the parity bit")
        << joined(kR, u'8' + kZero.mid(1), QString()) << Fault::ZeroOrOutOfRange;
    QTest::newRow("EIP-2098: s all ones") << joined(kR, kAllOnes, QString()) << Fault::HighS;
    QTest::newRow("high s, its twin")
        << joined(kR, u"f45f3a4ece9af51b66b300e7c6cbe2fdc73b7df103827572c1a5697d6b15b317"_s, u"1c"_s)
        << Fault::HighS;
}

// contract: ID-11
void TestSignature::refusesHostileForms()
{
    QFETCH(QString, text);
    QFETCH(Signature::Fault, fault);
    for (const QString &form : {text, QString(u"0x"_s + text)}) {
        if (form.startsWith(u"0x0x"_s) || (fault == Signature::Fault::Length && form.size() == 130))
            continue;
        auto found = Signature::Fault::Character;
        if (fault == found)
            found = Signature::Fault::HighS;
        QVERIFY(!Signature::parse(form, &found));
        QCOMPARE(int(found), int(fault));
    }
}

void TestSignature::everyBitMatters()
{
    const QByteArray good = QByteArray::fromHex(joined(kR, kS, u"1b"_s).toLatin1());
    const auto signature = Signature::parse(joined(kR, kS, u"1b"_s));
    QVERIFY(signature);
    const auto signer = recoverSigner(digestOfHello(), *signature);
    QVERIFY(signer);
    for (qsizetype bit = 0; bit < good.size() * 8; ++bit) {
        QByteArray bad = good;
        bad[bit / 8] = static_cast<char>(bad.at(bit / 8) ^ (1 << (bit % 8)));
        const auto parsed = Signature::parse(QString::fromLatin1(bad.toHex()));
        if (parsed)
            QVERIFY2(recoverSigner(digestOfHello(), *parsed) != signer, qPrintable(QString::number(bit)));
    }
}

void TestSignature::recoversNobodyFromAPointOffTheCurve()
{
    // No point of the curve has x = 5: 5^3 + 7 is no square.
    const auto signature = Signature::parse(joined(kZero.chopped(1) + u'5', kS, u"1b"_s));
    QVERIFY(signature);
    QVERIFY(!recoverSigner(digestOfHello(), *signature));
}

void TestSignature::recoversNobodyFromInfinity_data()
{
    QTest::addColumn<QString>("digest");
    QTest::addColumn<QString>("v");
    // The order of the group less the digest is the s that goes with the other point of the same x.
    QTest::newRow("s is the digest") << QString(QString(62, u'0') + u"2a"_s) << u"1b"_s;
    QTest::newRow("s is its opposite")
        << u"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364117"_s << u"1c"_s;
}

// With r the x of the generator G and R = ±G, s·R − z·G is nothing but zero: no key has that.
void TestSignature::recoversNobodyFromInfinity()
{
    QFETCH(QString, digest);
    QFETCH(QString, v);
    const QString xOfG = u"79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"_s;
    const QString s = QString(62, u'0') + u"2a"_s;
    const auto signature = Signature::parse(joined(xOfG, s, v));
    QVERIFY(signature);
    QVERIFY(!recoverSigner(QByteArray::fromHex(digest.toLatin1()), *signature));
    // It is the digest alone that makes it so.
    QVERIFY(recoverSigner(digestOfHello(), *signature));
}

void TestSignature::refusesAnotherDigestLength()
{
    const auto signature = Signature::parse(joined(kR, kS, u"1b"_s));
    QVERIFY(signature);
    QVERIFY(!recoverSigner(digestOfHello().first(31), *signature));
    QVERIFY(!recoverSigner(QByteArray(digestOfHello() + '\0'), *signature));
    QVERIFY(!recoverSigner(QByteArray(), *signature));
    QVERIFY(!recoverSigner(digestOfHello(), Signature()));
}

void TestSignature::everyFaultHasASentence()
{
    using Fault = Signature::Fault;
    QStringList sentences;
    for (const auto fault :
         {Fault::Length, Fault::Character, Fault::RecoveryId, Fault::ZeroOrOutOfRange, Fault::HighS}) {
        const QString text = signatureFaultText(fault);
        QVERIFY(text.endsWith(u'.'));
        QVERIFY(!sentences.contains(text));
        sentences.append(text);
    }
}

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
