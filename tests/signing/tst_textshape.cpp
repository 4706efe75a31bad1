// SPDX-License-Identifier: GPL-3.0-or-later
#include "textshape.h"

#include "simulatedtexts.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestTextShape : public QObject
{
    Q_OBJECT

private slots:
    void leavesTheValuesOut_data();
    void leavesTheValuesOut();
    void staysTheSameFromChallengeToChallenge_data();
    void staysTheSameFromChallengeToChallenge();
    void changesWithTheForm_data();
    void changesWithTheForm();
    void endsALongOneInItsHash();
};

void TestTextShape::leavesTheValuesOut_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("shape");
    QTest::newRow("labels")
        << "nonce: 7f3a\nmachine: did:peaq:42\nname = Press four\nat=2026-11-25T04:00:00Z"_ba
        << u"nonce: <id>\nmachine: <identity>\nname = <text>\nat=<time>"_s;
    QTest::newRow("sentence")
        << "Sign for 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf, request 12 (did:peaq:7)."_ba
        << u"Sign for <address>, request <number> (<identity>)."_s;
    QTest::newRow("hex") << QByteArray("key " + QByteArray(64, 'a') + " end\n") << u"key <hex 64> end\n"_s;
    QTest::newRow("JSON") << "{\"b\":[1,2,\"x\"],\"a\":{\"nonce\":\"7f\",\"on\":true,\"none\":null}}"_ba
                          << u"{a: {nonce: <id>, none: null, on: <yes or no>}, b: [<number>, <text>]}"_s;
    QTest::newRow("no value") << "Prove that you control it"_ba << u"Prove that you control it"_s;
}

void TestTextShape::leavesTheValuesOut()
{
    QFETCH(QByteArray, message);
    QTEST(textShape(message), "shape");
}

void TestTextShape::staysTheSameFromChallengeToChallenge_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : SimulatedTexts::names())
        QTest::newRow(qPrintable(name)) << name;
}

void TestTextShape::staysTheSameFromChallengeToChallenge()
{
    QFETCH(QString, name);
    SimulatedTexts texts;
    QVERIFY(texts.use(name));
    const Timestamp one = *Timestamp::parse(u"2026-11-25T04:00:00.000Z"_s);
    const ChallengeFacts first{*IdentityRef::parse(u"did:peaq:42"_s),
                               u"mic_0123456789abcdef"_s,
                               u"orch_a"_s,
                               QString(64, u'a'),
                               one,
                               one.plusSeconds(300)};
    const ChallengeFacts second{*IdentityRef::parse(u"did:peaq:9000"_s),
                                u"mic_fedcba9876543210"_s,
                                u"orch_b"_s,
                                u"0f"_s.repeated(32),
                                one.plusSeconds(7),
                                one.plusSeconds(90)};
    const QString shape = textShape(texts.text(first, {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s}));
    QCOMPARE(textShape(texts.text(second, {u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s})), shape);
    for (const QString &value : {u"did:peaq:42"_s, u"mic_0"_s, u"aaaa"_s, u"2026"_s, u"0x7E5F"_s})
        QVERIFY2(!shape.contains(value), qPrintable(shape));
}

void TestTextShape::changesWithTheForm_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("another label") << "nonces: 7f3a\nmachine: did:peaq:42"_ba;
    QTest::newRow("another kind") << "nonce: 12\nmachine: did:peaq:42"_ba;
    QTest::newRow("a further line") << "nonce: 7f3a\nmachine: did:peaq:42\n"_ba;
    QTest::newRow("another order") << "machine: did:peaq:42\nnonce: 7f3a"_ba;
}

void TestTextShape::changesWithTheForm()
{
    QFETCH(QByteArray, message);
    QVERIFY(textShape(message) != textShape("nonce: 7f3a\nmachine: did:peaq:42"));
}

void TestTextShape::endsALongOneInItsHash()
{
    const QByteArray text = QByteArray("word ").repeated(1000);
    const QString shape = textShape(text);
    QVERIFY(shape.size() < 2100);
    QVERIFY(textShape(QByteArray(text + "other")) != shape);
}

QTEST_GUILESS_MAIN(TestTextShape)
#include "tst_textshape.moc"
