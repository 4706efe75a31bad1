// SPDX-License-Identifier: GPL-3.0-or-later
#include "address.h"

#include <QTest>

#include <compare>

using namespace muster;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(muster::Address::Fault)

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void writesTheChecksum_data();
    void writesTheChecksum();
    void everyWrongCaseIsRefused();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void comparesAsBytes();
    void isMadeFromAPublicKey();
    void everyFaultHasASentence();
};

void TestAddress::writesTheChecksum_data()
{
    QTest::addColumn<QString>("text");
    // The examples of EIP-55.
    for (const auto &text :
         {u"0x52908400098527886E0F7030069857D2E4169EE7"_s, u"0x8617E340B3D01FA5F11F306F4090FD50E238070D"_s,
          u"0xde709f2102306220921060314715629080e2fb77"_s, u"0x27b1fdb04752bbc536007a920d24acb045561c26"_s,
          u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s, u"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_s,
          u"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"_s, u"0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"_s,
          u"0x0000000000000000000000000000000000000000"_s, u"0x1234567890123456789012345678901234567890"_s}) {
        QTest::newRow(qPrintable(text)) << text;
    }
}

// contract: ID-13
void TestAddress::writesTheChecksum()
{
    QFETCH(QString, text);
    const auto address = Address::parse(text);
    QVERIFY(address);
    QCOMPARE(address->text(), text);
    const QString digits = text.mid(2);
    QCOMPARE(Address::parse(QString(u"0x"_s + digits.toLower())), address);
    QCOMPARE(Address::parse(QString(u"0x"_s + digits.toUpper())), address);
}

void TestAddress::everyWrongCaseIsRefused()
{
    const QString right = u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s;
    for (qsizetype i = 2; i < right.size(); ++i) {
        if (!right.at(i).isLetter())
            continue;
        QString wrong = right;
        wrong[i] = right.at(i).isUpper() ? right.at(i).toLower() : right.at(i).toUpper();
        auto fault = Address::Fault::Length;
        QVERIFY(!Address::parse(wrong, &fault));
        QCOMPARE(int(fault), int(Address::Fault::Checksum));
    }
}

void TestAddress::refusesOtherForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Address::Fault>("fault");
    const QString good = u"0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"_s;
    using Fault = Address::Fault;
    QTest::newRow("nothing") << QString() << Fault::Length;
    QTest::newRow("only the prefix") << u"0x"_s << Fault::Length;
    QTest::newRow("no prefix") << good.mid(2) << Fault::Length;
    QTest::newRow("two digits instead of the prefix") << QString(u"00"_s + good.mid(2)) << Fault::Character;
    QTest::newRow("large X") << QString(u"0X"_s + good.mid(2)) << Fault::Character;
    QTest::newRow("one digit short") << good.chopped(1) << Fault::Length;
    QTest::newRow("one digit long") << QString(good + u'0') << Fault::Length;
    QTest::newRow("blank before") << QString(u' ' + good) << Fault::Length;
    QTest::newRow("line end after") << QString(good + u'\n') << Fault::Length;
    QTest::newRow("a g") << QString(good.chopped(1) + u'g') << Fault::Character;
    QTest::newRow("a NUL") << QString(good.chopped(1) + QChar(u'\0')) << Fault::Character;
    QTest::newRow("full-width digit") << QString(good.chopped(1) + QChar(0xff11)) << Fault::Character;
    QTest::newRow("Arabic digit") << QString(good.chopped(1) + QChar(0x0661)) << Fault::Character;
    QTest::newRow("prefix twice") << QString(u"0x0x"_s + good.mid(4)) << Fault::Character;
}

void TestAddress::refusesOtherForms()
{
    QFETCH(QString, text);
    QFETCH(Address::Fault, fault);
    auto found = Address::Fault::Checksum;
    QVERIFY(!Address::parse(text, &found));
    QCOMPARE(int(found), int(fault));
    QVERIFY(!Address::parse(text));
}

void TestAddress::comparesAsBytes()
{
    const auto low = Address::parse(u"0x00000000000000000000000000000000000000ff");
    const auto high = Address::parse(u"0x0100000000000000000000000000000000000000");
    QVERIFY(low && high);
    QVERIFY(*low < *high);
    QVERIFY(*low != *high);
    QCOMPARE(Address(low->bytes()), *low);
    QCOMPARE(Address().text(), u"0x0000000000000000000000000000000000000000"_s);
}

void TestAddress::isMadeFromAPublicKey()
{
    // The curve's generator, which is the public key of the private key 1.
    const QByteArray generator =
        QByteArray::fromHex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    QCOMPARE(Address::ofPublicKey(generator).text(), u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s);
}

void TestAddress::everyFaultHasASentence()
{
    QStringList sentences;
    for (const auto fault : {Address::Fault::Length, Address::Fault::Character, Address::Fault::Checksum}) {
        const QString text = addressFaultText(fault);
        QVERIFY(text.endsWith(u'.'));
        QVERIFY(!sentences.contains(text));
        sentences.append(text);
    }
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
