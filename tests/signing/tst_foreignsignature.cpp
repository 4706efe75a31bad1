// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreignsignature.h"

#include "controllerkey.h"
#include "exchangefile.h"
#include "keccak.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestForeignSignature : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void takesEachForm_data();
    void takesEachForm();
    void saysWhyItIsNotSent_data();
    void saysWhyItIsNotSent();
    void filesKeepTheBytes();

private:
    QString sign(const ControllerKey &key, const QByteArray &message) const
    {
        return key.sign(personalMessageDigest(message))->text();
    }

    ControllerKey m_key = ControllerKey::generate();
    ControllerKey m_stranger = ControllerKey::generate();
    Challenge m_challenge{u"mic_0"_s, *IdentityRef::parse(u"did:peaq:42"_s), {}, {}, {}};
};

void TestForeignSignature::init()
{
    m_challenge.message = "two lines\nwithout an end";
    m_challenge.controllerAddresses = {ControllerKey::generate().address().text(), m_key.address().text()};
}

void TestForeignSignature::takesEachForm_data()
{
    QTest::addColumn<QString>("form");
    for (const char *form :
         {"text", "without 0x", "line end", "v 0 or 1", "EIP-2098", "raw 65", "raw 64", "JSON"})
        QTest::newRow(form) << QString::fromLatin1(form);
}

void TestForeignSignature::takesEachForm()
{
    QFETCH(QString, form);
    const QString text = sign(m_key, m_challenge.message);
    const QByteArray long65 = QByteArray::fromHex(text.mid(2).toLatin1());
    const int recoveryId = long65.back() - 27;
    QByteArray short64 = long65.chopped(1);
    short64[32] = char(uchar(short64.at(32)) | (recoveryId << 7));
    QByteArray given = text.toLatin1();
    if (form == "without 0x"_L1)
        given = given.mid(2).toUpper();
    else if (form == "line end"_L1)
        given = " " + given + "\r\n";
    else if (form == "v 0 or 1"_L1)
        given = given.chopped(2) + (recoveryId == 0 ? "00" : "01");
    else if (form == "EIP-2098"_L1)
        given = "0x" + short64.toHex();
    else if (form == "raw 65"_L1)
        given = long65;
    else if (form == "raw 64"_L1)
        given = short64;
    else if (form == "JSON"_L1)
        given = QJsonDocument(QJsonObject{{u"address"_s, m_key.address().text()},
                                          {u"msg"_s, QString::fromUtf8(m_challenge.message)},
                                          {u"sig"_s, text},
                                          {u"version"_s, u"2"_s}})
                    .toJson();
    const ForeignSignature judged = judgeForeignSignature(m_challenge, given);
    QVERIFY2(judged.holds(), qPrintable(judged.text));
    QCOMPARE(judged.signature, text);
    QVERIFY(judged.signer == m_key.address());
}

void TestForeignSignature::saysWhyItIsNotSent_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");
    QTest::newRow("stranger") << u"stranger"_s << u"who does not control did:peaq:42"_s;
    QTest::newRow("line end") << u"line end"_s << u"A changed message"_s;
    QTest::newRow("indent") << u"indent"_s << u"A changed message"_s;
    QTest::newRow("length") << u"length"_s << u"another length"_s;
    QTest::newRow("nothing") << u"nothing"_s << u"another length"_s;
    QTest::newRow("other JSON") << u"other JSON"_s << u"another message"_s;
    QTest::newRow("half a JSON") << u"half a JSON"_s << u"not the JSON of a wallet"_s;
    QTest::newRow("without the prefix") << u"without the prefix"_s << u"without the prefix of EIP-191"_s;
}

void TestForeignSignature::saysWhyItIsNotSent()
{
    QFETCH(QString, what);
    QFETCH(QString, reason);
    QByteArray given = sign(m_key, m_challenge.message).toLatin1();
    if (what == "stranger"_L1)
        given = sign(m_stranger, m_challenge.message).toLatin1();
    else if (what == "line end"_L1)
        given = sign(m_key, m_challenge.message + '\n').toLatin1();
    else if (what == "indent"_L1)
        given = sign(m_key, "  " + m_challenge.message).toLatin1();
    else if (what == "length"_L1)
        given.chop(1);
    else if (what == "nothing"_L1)
        given = "\n";
    else if (what == "other JSON"_L1)
        given = R"({"address":"0x","msg":"other","sig":"0x"})";
    else if (what == "half a JSON"_L1)
        given = R"({"msg":"other"})";
    else
        given = m_key.sign(keccak256(m_challenge.message))->text().toLatin1();
    const ForeignSignature judged = judgeForeignSignature(m_challenge, given);
    QVERIFY(!judged.holds());
    QVERIFY2(judged.text.contains(reason), qPrintable(judged.text));
}

void TestForeignSignature::filesKeepTheBytes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"message"_s);
    const QByteArray bytes("a\r\n\0b  ", 7);
    auto written = exchangefile::write(path, bytes);
    written.waitForFinished();
    QVERIFY(written.result());
    auto read = exchangefile::read(path);
    read.waitForFinished();
    QCOMPARE(*read.result(), bytes);

    auto lost = exchangefile::write(folder.filePath(u"none/message"_s), bytes);
    lost.waitForFinished();
    QCOMPARE(lost.result().error().code, ErrorCode::StorageFailure);
    auto missing = exchangefile::read(folder.filePath(u"none"_s));
    missing.waitForFinished();
    QCOMPARE(missing.result().error().code, ErrorCode::StorageFailure);
    exchangefile::write(path, QByteArray(exchangefile::kLongestSignature + 1, 'a')).waitForFinished();
    auto tooLong = exchangefile::read(path);
    tooLong.waitForFinished();
    QCOMPARE(tooLong.result().error().code, ErrorCode::ValidationError);
}

QTEST_GUILESS_MAIN(TestForeignSignature)
#include "tst_foreignsignature.moc"
