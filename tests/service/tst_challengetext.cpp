// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengetext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class ChallengeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheContractsByteForByte();
    void namesExactlyItsIdentity();
};

// contract: ID-4
void ChallengeTextTest::isTheContractsByteForByte()
{
    const ChallengeFacts facts{*IdentityRef::parse(u"peaqos:machine:42"_s),
                               u"mic_0123456789abcdef"_s,
                               u"orch_fedcba9876543210"_s,
                               QString(64, u'a'),
                               {1700000000000},
                               {1700000300000}};
    const QByteArray expected = QByteArray("peaqOS Machine Markets identity challenge\n"
                                           "\n"
                                           "Machine: did:peaq:42\n"
                                           "Challenge: mic_0123456789abcdef\n"
                                           "Orchestrator: orch_fedcba9876543210\n"
                                           "Nonce: ") +
                                QByteArray(64, 'a') +
                                QByteArray("\nIssued At: 2023-11-14T22:13:20.000Z\n"
                                           "Expires At: 2023-11-14T22:18:20.000Z");
    QCOMPARE(challengeText(facts), expected);
}

// contract: ID-20
void ChallengeTextTest::namesExactlyItsIdentity()
{
    const QByteArray text("title\n\nMachine: did:peaq:42\nChallenge: mic_1");
    QVERIFY(challengeTextNames(text, *IdentityRef::parse(u"did:peaq:42"_s)));
    QVERIFY(!challengeTextNames(text, *IdentityRef::parse(u"did:peaq:4"_s)));
    QVERIFY(!challengeTextNames(text, *IdentityRef::parse(u"did:peaq:421"_s)));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ChallengeTextTest)
#include "tst_challengetext.moc"
