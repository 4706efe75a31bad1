// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkey.h"
#include "keccak.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// 200 messages signed by eth_account: our digest, address and signature must be the same byte for byte, and
/// its signatures must recover to the same signer here.
class TestEip191Vectors : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
};

void TestEip191Vectors::vectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(MUSTER_TEST_DATA "/eip191.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(vectors.size(), 200);
    for (qsizetype i = 0; i < vectors.size(); ++i)
        QTest::addRow("%d", int(i)) << vectors.at(i).toObject();
}

// contract: ID-11, ID-12, ID-13
void TestEip191Vectors::vectors()
{
    QFETCH(QJsonObject, vector);
    const QByteArray message = vector.value("message"_L1).toString().toUtf8();
    const QString expectedSignature = vector.value("signature"_L1).toString();
    const QString expectedAddress = vector.value("address"_L1).toString();

    const QByteArray digest = personalMessageDigest(message);
    QCOMPARE(QString(u"0x"_s + QString::fromLatin1(digest.toHex())), vector.value("digest"_L1).toString());

    const QByteArray hex = vector.value("privateKey"_L1).toString().toLatin1();
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    const auto key = ControllerKey::fromHex(SecureBytes(std::span(bytes, std::size_t(hex.size()))));
    QVERIFY(key);
    QCOMPARE(key->address().text(), expectedAddress);
    const auto made = key->sign(digest);
    QVERIFY(made);
    QCOMPARE(made->text(), expectedSignature);

    const auto theirs = Signature::parse(expectedSignature);
    QVERIFY(theirs);
    QCOMPARE(theirs, made);
    QCOMPARE(recoverSigner(digest, *theirs), Address::parse(expectedAddress));

    QByteArray compact = QByteArray::fromHex(expectedSignature.mid(2).toLatin1());
    compact[32] = static_cast<char>(compact.at(32) | (compact.back() == 28 ? 0x80 : 0));
    compact.chop(1);
    QCOMPARE(Signature::parse(QString::fromLatin1(compact.toHex())), made);
}

QTEST_GUILESS_MAIN(TestEip191Vectors)
#include "tst_eip191vectors.moc"
