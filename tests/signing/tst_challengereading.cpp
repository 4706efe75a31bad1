// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengereading.h"
#include "challengetext.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kInstance = u"orch_0123456789abcdef"_s;
const QString kChallengeId = u"mic_fedcba9876543210"_s;
const QString kNonce(64, u'7');
const Timestamp kIssued{1'764'000'000'123};
const Timestamp kExpires = kIssued.plusSeconds(300);
const Timestamp kNow = kIssued.plusSeconds(1);

IdentityRef identity(const QString &text = u"did:peaq:42"_s)
{
    return *IdentityRef::parse(text);
}

/// As our own service writes it.
Challenge ourChallenge()
{
    const QByteArray text = challengeText({identity(), kChallengeId, kInstance, kNonce, kIssued, kExpires});
    return {kChallengeId, identity(), text, kExpires, {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s}};
}

Challenge withText(const QByteArray &message)
{
    Challenge challenge = ourChallenge();
    challenge.message = message;
    return challenge;
}

QByteArray with(const QByteArray &before, const QByteArray &after)
{
    return ourChallenge().message.replace(before, after);
}

} // namespace

class TestChallengeReading : public QObject
{
    Q_OBJECT

private slots:
    void understandsOurOwnText();
    void understandsThePrintedForm();
    void namesEachMismatch();
    void namesAllMismatchesTogether();
    void comparesWithTheClock_data();
    void comparesWithTheClock();
    void doesNotCompareAnUnknownInstance();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
    void everyChangedByteIsNoticed();
    void mismatchesAreSentences();
};

// contract: ID-4
void TestChallengeReading::understandsOurOwnText()
{
    const ChallengeReading reading = readChallenge(ourChallenge(), kInstance, kNow);
    QVERIFY2(reading.isUnderstood(), qPrintable(reading.fault));
    QVERIFY(reading.agrees());
    QVERIFY(reading.instanceCompared);
    QCOMPARE(reading.identity, u"did:peaq:42"_s);
    QCOMPARE(reading.challengeId, kChallengeId);
    QCOMPARE(reading.instance, kInstance);
    QCOMPARE(reading.nonce, kNonce);
    QCOMPARE(reading.issuedAt, std::optional(kIssued));
    QCOMPARE(reading.expiresAt, std::optional(kExpires));
}

// contract: ID-4
void TestChallengeReading::understandsThePrintedForm()
{
    const QByteArray text = "peaqOS Machine Markets identity challenge\n\nMachine: did:peaq:42\n"
                            "Challenge: mic_fedcba9876543210\nOrchestrator: orch_0123456789abcdef\n"
                            "Nonce: 7777777777777777777777777777777777777777777777777777777777777777\n"
                            "Issued At: 2025-11-24T16:00:00.123Z\nExpires At: 2025-11-24T16:05:00.123Z";
    QVERIFY(readChallenge(withText(text), kInstance, kNow).agrees());
}

void TestChallengeReading::namesEachMismatch()
{
    Challenge otherMachine = ourChallenge();
    otherMachine.identityRef = identity(u"did:peaq:43"_s);
    QCOMPARE(readChallenge(otherMachine, kInstance, kNow).mismatches,
             (QList<ChallengeMismatch>{{u"Machine"_s, u"did:peaq:42"_s, u"did:peaq:43"_s}}));

    Challenge otherId = ourChallenge();
    otherId.challengeId = u"mic_0000000000000000"_s;
    QCOMPARE(readChallenge(otherId, kInstance, kNow).mismatches,
             (QList<ChallengeMismatch>{{u"Challenge"_s, kChallengeId, u"mic_0000000000000000"_s}}));

    const QString elsewhere = u"orch_ffffffffffffffff"_s;
    QCOMPARE(readChallenge(ourChallenge(), elsewhere, kNow).mismatches,
             (QList<ChallengeMismatch>{{u"Orchestrator"_s, kInstance, elsewhere}}));

    Challenge otherEnd = ourChallenge();
    otherEnd.expiresAt = kExpires.plusSeconds(1);
    QCOMPARE(readChallenge(otherEnd, kInstance, kNow).mismatches,
             (QList<ChallengeMismatch>{{u"Expires At"_s, kExpires.text(), kExpires.plusSeconds(1).text()}}));

    const QByteArray backwards =
        challengeText({identity(), kChallengeId, kInstance, kNonce, kExpires, kExpires});
    const Timestamp justBefore = kExpires.plusSeconds(-1);
    const ChallengeReading reading = readChallenge(withText(backwards), kInstance, justBefore);
    QCOMPARE(reading.mismatches.size(), 1);
    QCOMPARE(reading.mismatches.first().line, u"Issued At"_s);
    QVERIFY(reading.isUnderstood());
    QVERIFY(!reading.agrees());
}

void TestChallengeReading::namesAllMismatchesTogether()
{
    const QByteArray text = challengeText({identity(u"did:peaq:7"_s), u"mic_1111111111111111"_s, u"orch_a"_s,
                                           kNonce, kNow.plusSeconds(9), kNow.plusSeconds(3)});
    const ChallengeReading reading = readChallenge(withText(text), kInstance, kNow);
    QStringList lines;
    for (const ChallengeMismatch &mismatch : reading.mismatches)
        lines.append(mismatch.line);
    QCOMPARE(lines,
             (QStringList{u"Machine"_s, u"Challenge"_s, u"Orchestrator"_s, u"Issued At"_s, u"Expires At"_s}));
}

void TestChallengeReading::comparesWithTheClock_data()
{
    QTest::addColumn<Timestamp>("issued");
    QTest::addColumn<Timestamp>("expires");
    QTest::addColumn<QStringList>("lines");
    const auto year = [](const char *start) {
        return *Timestamp::parse(QLatin1StringView(start) + u"-01-01T00:00:00.000Z"_s);
    };
    const QStringList issued{u"Issued At"_s};
    const QStringList expires{u"Expires At"_s};
    QTest::newRow("now") << kNow << kNow.plusSeconds(300) << QStringList();
    QTest::newRow("a clock that is slow") << kNow.plusSeconds(120) << kNow.plusSeconds(420) << QStringList();
    QTest::newRow("ahead") << kNow.plusSeconds(121) << kNow.plusSeconds(421) << issued;
    QTest::newRow("of 2090") << year("2090") << year("2090").plusSeconds(300) << issued;
    QTest::newRow("of 2020") << year("2020") << year("2020").plusSeconds(300) << expires;
    QTest::newRow("just good") << kNow.plusSeconds(-300) << Timestamp{kNow.milliseconds + 1} << QStringList();
    QTest::newRow("just expired") << kNow.plusSeconds(-300) << kNow << expires;
    QTest::newRow("an hour") << kNow << kNow.plusSeconds(3600) << QStringList();
    QTest::newRow("more than an hour")
        << kNow << Timestamp{kNow.plusSeconds(3600).milliseconds + 1} << expires;
    QTest::newRow("from 2020 to 2090") << year("2020") << year("2090") << expires;
}

void TestChallengeReading::comparesWithTheClock()
{
    QFETCH(Timestamp, issued);
    QFETCH(Timestamp, expires);
    QFETCH(QStringList, lines);
    Challenge challenge =
        withText(challengeText({identity(), kChallengeId, kInstance, kNonce, issued, expires}));
    challenge.expiresAt = expires;
    const ChallengeReading reading = readChallenge(challenge, kInstance, kNow);
    QVERIFY2(reading.isUnderstood(), qPrintable(reading.fault));
    QStringList found;
    for (const ChallengeMismatch &mismatch : reading.mismatches)
        found.append(mismatch.line);
    QCOMPARE(found, lines);
}

void TestChallengeReading::doesNotCompareAnUnknownInstance()
{
    const ChallengeReading reading = readChallenge(ourChallenge(), QString(), kNow);
    QVERIFY(reading.agrees());
    QVERIFY(!reading.instanceCompared);
    QCOMPARE(reading.instance, kInstance);
}

void TestChallengeReading::refusesOtherTexts_data()
{
    QTest::addColumn<QByteArray>("message");
    const QByteArray good = ourChallenge().message;
    const QByteArray nonce = kNonce.toLatin1();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another text") << "I agree to transfer everything."_ba;
    QTest::newRow("another title") << with("peaqOS Machine Markets identity",
                                           "peaqOS Machine Markets payment");
    QTest::newRow("line feed at the end") << QByteArray(good + '\n');
    QTest::newRow("line feed at the start") << QByteArray('\n' + good);
    QTest::newRow("CRLF") << with("\n", "\r\n");
    QTest::newRow("a line more") << QByteArray(good + "\nAlso: everything else");
    QTest::newRow("a line less") << good.first(good.lastIndexOf('\n'));
    QTest::newRow("second line not empty") << with("challenge\n\n", "challenge\n \n");
    QTest::newRow("lines swapped") << with(
        "Challenge: mic_fedcba9876543210\nOrchestrator: orch_0123456789abcdef",
        "Orchestrator: orch_0123456789abcdef\nChallenge: mic_fedcba9876543210");
    QTest::newRow("no blank after the colon") << with("Nonce: ", "Nonce:");
    QTest::newRow("no value") << with(kInstance.toLatin1(), "");
    QTest::newRow("alias of the machine") << with("did:peaq:42", "peaqos:machine:42");
    QTest::newRow("old form of the machine") << with("did:peaq:42", "did:peaq:0x2a");
    QTest::newRow("short nonce") << with(nonce, nonce.chopped(1));
    QTest::newRow("upper-case nonce") << with(nonce, nonce.chopped(1) + 'A');
    QTest::newRow("nonce in other words") << with(nonce, "correct horse battery staple");
    QTest::newRow("no milliseconds") << with(".123Z\nExpires", "Z\nExpires");
    QTest::newRow("another zone") << with(".123Z\nExpires", ".123+00:00\nExpires");
    QTest::newRow("no such day") << with("2025-11-24T16:00", "2025-11-31T16:00");
    QTest::newRow("blank at the end of a line") << with("did:peaq:42\n", "did:peaq:42 \n");
    QTest::newRow("zero width") << with("did:peaq:42", "did:peaq:\xe2\x80\x8b"
                                                       "42");
    QTest::newRow("right to left") << with("did:peaq:42", "did:peaq:\xe2\x80\xae"
                                                          "24");
    QTest::newRow("NUL") << with("did:peaq:42", QByteArray("did:peaq:42\0", 12));
    QTest::newRow("not UTF-8") << with("did:peaq:42", "did:peaq:42\xff");
}

// contract: ID-4
void TestChallengeReading::refusesOtherTexts()
{
    QFETCH(QByteArray, message);
    const ChallengeReading reading = readChallenge(withText(message), kInstance, kNow);
    QVERIFY(!reading.isUnderstood());
    QVERIFY(!reading.agrees());
    QVERIFY(reading.fault.endsWith(u'.'));
    QVERIFY(reading.identity.isEmpty() && reading.nonce.isEmpty() && !reading.expiresAt);
}

/// One changed bit anywhere is either no challenge any more or a named mismatch, except where only the
/// service knows the value: in the nonce and in the time of issue.
void TestChallengeReading::everyChangedByteIsNoticed()
{
    const QByteArray good = ourChallenge().message;
    const qsizetype nonceFrom = good.indexOf("Nonce: ") + 7;
    const qsizetype issuedFrom = good.indexOf("Issued At: ") + 11;
    int unnoticed = 0;
    for (qsizetype at = 0; at < good.size(); ++at) {
        const bool known =
            (at < nonceFrom || at >= nonceFrom + 64) && (at < issuedFrom || at >= issuedFrom + 24);
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = good;
            changed[at] = static_cast<char>(changed.at(at) ^ (1 << bit));
            const bool agrees = readChallenge(withText(changed), kInstance, kNow).agrees();
            QVERIFY2(!agrees || !known, changed.constData());
            unnoticed += agrees;
        }
    }
    QVERIFY(unnoticed > 0);
}

void TestChallengeReading::mismatchesAreSentences()
{
    QCOMPARE(mismatchText({u"Machine"_s, u"did:peaq:1"_s, u"did:peaq:%1"_s}),
             u"The text to sign says “Machine: did:peaq:1”, but it should be did:peaq:%1."_s);
}

QTEST_GUILESS_MAIN(TestChallengeReading)
#include "tst_challengereading.moc"
