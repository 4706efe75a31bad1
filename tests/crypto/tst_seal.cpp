// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal.h"

#include <QTest>

#include <algorithm>

using namespace muster;
using namespace Qt::StringLiterals;

class TestSeal : public QObject
{
    Q_OBJECT

private slots:
    void opensWithItsKeyOnly();
    void refusesEveryChangedBit();
    void refusesCutTexts();
    void neverSealsTheSameTwice();
    void subkeysDifferByPurpose();
    void codesBindKeyAndData();
};

void TestSeal::opensWithItsKeyOnly()
{
    const SecureBytes key = sealing::randomKey();
    const SecureBytes secret = sealing::randomKey();
    const QByteArray sealed = sealing::seal(secret.span(), key);
    QCOMPARE(sealed.size(), qsizetype(secret.size() + sealing::kOverhead));
    const auto opened = sealing::unseal(sealed, key);
    QVERIFY(opened && opened->equals(secret));
    QVERIFY(!sealing::unseal(sealed, sealing::randomKey()));
    QCOMPARE(sealing::unsealData(sealing::sealData("names and dates", key), key), "names and dates"_ba);
    const auto empty = sealing::unseal(sealing::sealData({}, key), key);
    QVERIFY(empty && empty->isEmpty());
}

void TestSeal::refusesEveryChangedBit()
{
    const SecureBytes key = sealing::randomKey();
    const QByteArray sealed = sealing::sealData("a secret", key);
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QByteArray changed = sealed;
        changed[bit / 8] = char(changed.at(bit / 8) ^ (1 << (bit % 8)));
        QVERIFY(!sealing::unseal(changed, key));
        QVERIFY(!sealing::unsealData(changed, key));
    }
}

void TestSeal::refusesCutTexts()
{
    const SecureBytes key = sealing::randomKey();
    const QByteArray sealed = sealing::sealData("a secret", key);
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!sealing::unseal(sealed.first(size), key));
    QVERIFY(!sealing::unseal(QByteArray(sealed).append('\0'), key));
}

void TestSeal::neverSealsTheSameTwice()
{
    const SecureBytes key = sealing::randomKey();
    QVERIFY(sealing::sealData("a secret", key) != sealing::sealData("a secret", key));
    QVERIFY(!sealing::randomKey().equals(sealing::randomKey()));
}

void TestSeal::subkeysDifferByPurpose()
{
    constexpr std::array<char, 8> kOne{'p', 'u', 'r', 'p', 'o', 's', 'e', '1'};
    constexpr std::array<char, 8> kTwo{'p', 'u', 'r', 'p', 'o', 's', 'e', '2'};
    const SecureBytes key = sealing::randomKey();
    QVERIFY(sealing::subkey(key, kOne).equals(sealing::subkey(key, kOne)));
    QVERIFY(!sealing::subkey(key, kOne).equals(sealing::subkey(key, kTwo)));
    QVERIFY(!sealing::subkey(key, kOne).equals(sealing::subkey(sealing::randomKey(), kOne)));
    QVERIFY(!sealing::subkey(key, kOne).equals(key));
}

void TestSeal::codesBindKeyAndData()
{
    const SecureBytes key = sealing::randomKey();
    const QByteArray code = sealing::authenticationCode("data", key);
    QCOMPARE(code.size(), 32);
    QVERIFY(sealing::isAuthentic(code, "data", key));
    QVERIFY(!sealing::isAuthentic(code, "datb", key));
    QVERIFY(!sealing::isAuthentic(code, "data", sealing::randomKey()));
    QVERIFY(!sealing::isAuthentic(code.first(31), "data", key));
    QVERIFY(!sealing::isAuthentic({}, "data", key));
}

QTEST_GUILESS_MAIN(TestSeal)
#include "tst_seal.moc"
