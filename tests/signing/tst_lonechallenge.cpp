// SPDX-License-Identifier: GPL-3.0-or-later
#include "lonechallenge.h"

#include "challengetext.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const Timestamp kNow = *Timestamp::parse(u"2026-11-25T04:00:00.000Z"_s);

QByteArray text(Timestamp issued = kNow)
{
    return challengeText({*IdentityRef::parse(u"did:peaq:42"_s), u"mic_0123456789abcdef"_s,
                          u"orch_0123456789abcdef"_s, QString(64, u'a'), issued, issued.plusSeconds(300)});
}

} // namespace

class TestLoneChallenge : public QObject
{
    Q_OBJECT

private slots:
    void readsAChallenge();
    void refusesWhatContradicts_data();
    void refusesWhatContradicts();
    void takesTheRestForFreeText();
};

void TestLoneChallenge::readsAChallenge()
{
    const LoneChallenge judged = judgeLoneChallenge(text(), {}, kNow);
    QCOMPARE(judged.kind, LoneChallenge::Kind::Sound);
    for (const QString &part : {u"did:peaq:42"_s, u"orch_0123456789abcdef"_s, u"2026-11-25T04:05:00.000Z"_s})
        QVERIFY2(judged.text.contains(part), qPrintable(judged.text));
    const LoneChallengeExpectation expected{IdentityRef::parse(u"did:peaq:42"_s).value(),
                                            u"orch_0123456789abcdef"_s};
    QCOMPARE(judgeLoneChallenge(text(), expected, kNow).kind, LoneChallenge::Kind::Sound);
}

void TestLoneChallenge::refusesWhatContradicts_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("identity");
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QString>("reason");
    QTest::newRow("expired") << text(kNow.plusSeconds(-300)) << QString() << QString() << u"it has expired"_s;
    QTest::newRow("of 2020") << text(*Timestamp::parse(u"2020-01-01T00:00:00.000Z"_s)) << QString()
                             << QString() << u"later than 2026-11-25"_s;
    QTest::newRow("of 2090") << text(*Timestamp::parse(u"2090-01-01T00:00:00.000Z"_s)) << QString()
                             << QString() << u"no later than 2026-11-25"_s;
    QTest::newRow("good for years") << text().replace("Expires At: 2026", "Expires At: 2030") << QString()
                                    << QString() << u"at most 3600 seconds"_s;
    QTest::newRow("another machine") << text() << u"did:peaq:43"_s << QString() << u"should be did:peaq:43"_s;
    QTest::newRow("another orchestrator")
        << text() << QString() << u"orch_ffffffffffffffff"_s << u"should be orch_ffffffffffffffff"_s;
    QTest::newRow("times the wrong way round")
        << text().replace("Issued At: 2026", "Issued At: 2027") << QString() << QString() << u"Issued At"_s;
}

void TestLoneChallenge::refusesWhatContradicts()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, identity);
    QFETCH(QString, instance);
    QFETCH(QString, reason);
    LoneChallengeExpectation expected{std::nullopt, instance};
    if (!identity.isEmpty())
        expected.identity = IdentityRef::parse(identity).value();
    const LoneChallenge judged = judgeLoneChallenge(message, expected, kNow);
    QCOMPARE(judged.kind, LoneChallenge::Kind::Unsound);
    QVERIFY2(judged.text.contains(reason), qPrintable(judged.text));
}

void TestLoneChallenge::takesTheRestForFreeText()
{
    for (const QByteArray &message : QByteArrayList{"hello", text() + '\n', "  " + text()})
        QCOMPARE(judgeLoneChallenge(message, {}, kNow).kind, LoneChallenge::Kind::FreeText);
}

QTEST_GUILESS_MAIN(TestLoneChallenge)
#include "tst_lonechallenge.moc"
