// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdkey.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr int kExtendedKeyBytes = 78;

SecureBytes secret(const QByteArray &bytes)
{
    const auto *const start = reinterpret_cast<const std::uint8_t *>(bytes.constData());
    return SecureBytes(std::span(start, std::size_t(bytes.size())));
}

QByteArray hexOf(const SecureBytes &bytes)
{
    return QByteArrayView(bytes.data(), qsizetype(bytes.size())).toByteArray().toHex();
}

/// The 78 bytes of an `xprv…`: its last 33 are a zero and the key, the 32 before them the chain code.
QByteArray extendedKey(const QString &base58)
{
    constexpr QByteArrayView kDigits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    QByteArray number(kExtendedKeyBytes + 4, '\0');
    for (const char digit : base58.toLatin1()) {
        int carry = int(kDigits.indexOf(digit));
        for (qsizetype i = number.size() - 1; i >= 0; --i) {
            carry += 58 * int(uchar(number[i]));
            number[i] = char(carry & 0xFF);
            carry >>= 8;
        }
    }
    const QByteArray key = number.first(kExtendedKeyBytes);
    const auto sha = [](const QByteArray &data) {
        return QCryptographicHash::hash(data, QCryptographicHash::Sha256);
    };
    return number.last(4) == sha(sha(key)).first(4) ? key : QByteArray();
}

std::optional<HdKey> derived(const SecureBytes &seed, const QString &path)
{
    std::optional<HdKey> key = HdKey::fromSeed(seed);
    const QStringList steps = path.split(u'/').mid(1);
    for (const QString &step : steps) {
        const bool hardened = step.endsWith(u'\'');
        const quint32 index = (hardened ? step.chopped(1) : step).toUInt();
        if (key)
            key = key->child(hardened ? index | HdKey::kHardened : index);
    }
    return key;
}

void readVectors(const QString &name, qsizetype count)
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(MUSTER_TEST_DATA "/") + name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(vectors.size(), count);
    for (qsizetype i = 0; i < vectors.size(); ++i)
        QTest::addRow("%d", int(i)) << vectors.at(i).toObject();
}

void compare(const HdKey &key, const QString &xprv)
{
    const QByteArray expected = extendedKey(xprv);
    QCOMPARE(expected.size(), kExtendedKeyBytes);
    QCOMPARE(hexOf(key.secret()), expected.last(32).toHex());
    QCOMPARE(hexOf(key.chainCode()), expected.mid(13, 32).toHex());
}

} // namespace

class TestHdKey : public QObject
{
    Q_OBJECT

private slots:
    void derivesAsPublished_data() { readVectors(u"bip32.json"_s, 17); }
    void derivesAsPublished();
    void mastersOfMnemonics_data() { readVectors(u"bip39-english.json"_s, 24); }
    void mastersOfMnemonics();
    void refusesSeedsOfOtherSizes();
    void isAControllerKey();
};

/// The vectors 1 to 4 of BIP-32; 3 and 4 hold leading zeros.
void TestHdKey::derivesAsPublished()
{
    QFETCH(QJsonObject, vector);
    const QByteArray seed = QByteArray::fromHex(vector.value("seed"_L1).toString().toLatin1());
    const auto key = derived(secret(seed), vector.value("path"_L1).toString());
    QVERIFY(key);
    compare(*key, vector.value("xprv"_L1).toString());
}

void TestHdKey::mastersOfMnemonics()
{
    QFETCH(QJsonObject, vector);
    const QByteArray seed = QByteArray::fromHex(vector.value("seed"_L1).toString().toLatin1());
    const auto key = HdKey::fromSeed(secret(seed));
    QVERIFY(key);
    compare(*key, vector.value("xprv"_L1).toString());
}

void TestHdKey::refusesSeedsOfOtherSizes()
{
    QVERIFY(!HdKey::fromSeed({}));
    QVERIFY(!HdKey::fromSeed(SecureBytes(15)));
    QVERIFY(HdKey::fromSeed(SecureBytes(16)));
    QVERIFY(HdKey::fromSeed(SecureBytes(64)));
    QVERIFY(!HdKey::fromSeed(SecureBytes(65)));
}

void TestHdKey::isAControllerKey()
{
    const auto key = HdKey::fromSeed(SecureBytes(32));
    QVERIFY(key);
    const auto same = ControllerKey::fromHex(secret(hexOf(key->secret())));
    QVERIFY(same);
    QCOMPARE(key->toControllerKey().address(), same->address());
}

QTEST_GUILESS_MAIN(TestHdKey)
#include "tst_hdkey.moc"
