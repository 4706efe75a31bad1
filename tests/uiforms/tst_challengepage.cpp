// SPDX-License-Identifier: GPL-3.0-or-later
#include "inlinenote.h"
#include "movableclock.h"
#include "secretfield.h"
#include "wizardtest.h"

#include <QComboBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace muster;

class ChallengePageTest : public WizardTest
{
    Q_OBJECT

private slots:
    void proofErrorsStayAtTheChallenge();
    void anUnreachableServiceCanBeAskedAgain();
    void anExpiredChallengeIsReplaced();
    void offersTheRenewalOnExpiry();
    void aSuspendLengthensNothing();
    void offersOnlyKeysThatControl();
    void saysThatThereIsNoController();
    void aBadKeyKeepsWhatWasTyped();
    void aContradictingTextCannotBeSigned();
    void anotherOrchestratorsTextCannotBeSigned();
    void waitsForTheNameOfTheService();
    void warnsWhereTheServiceGaveNoName_data();
    void warnsWhereTheServiceGaveNoName();
    void anUnknownTextNeedsTheWord();
    void anUnknownTextIsReadToItsEnd();
    void aForeignClockExpiresNothing();
    void anotherFormCannotBeSigned_data();
    void anotherFormCannotBeSigned();
    void buttonsRestWhileACallRuns();
    void cancelsWhileACallRuns();
    void noPropertyHoldsTheKey();
};

void ChallengePageTest::proofErrorsStayAtTheChallenge()
{
    toChallenge();
    holdKey();
    m_service->createError =
        Error{ErrorCode::MachineIdentityProofInvalid, u"no"_s, {{u"reason"_s, u"challenge_used"_s}}, 0, {}};
    probe().click(u"signButton"_s);
    QTRY_VERIFY(probe().note(u"challengeFault"_s).contains(u"used already"_s));
    QCOMPARE(step(), 2);
    probe().click(u"renewButton"_s);
    QTRY_COMPARE(m_service->challenges.size(), 2);
    QCOMPARE(probe().note(u"challengeFault"_s), QString());
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
}

void ChallengePageTest::anUnreachableServiceCanBeAskedAgain()
{
    m_service->challengeError = Error{ErrorCode::NetworkFailure, u"The service did not answer."_s, {}, 0, {}};
    toChallenge();
    QTRY_VERIFY(probe().note(u"challengeFault"_s).startsWith(u"The service did not answer."_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    probe().click(u"renewButton"_s);
    QTRY_COMPARE(m_service->challenges.size(), 1);
    QCOMPARE(probe().note(u"challengeFault"_s), QString());
}

void ChallengePageTest::anExpiredChallengeIsReplaced()
{
    m_service->challengeMilliseconds = 1200;
    toChallenge();
    holdKey();
    QTRY_VERIFY(probe().label(u"expiryLabel"_s).contains(u"expired"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    m_service->challengeMilliseconds = 300'000;
    probe().click(u"renewButton"_s);
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    QCOMPARE(m_service->challenges.size(), 2);
    QVERIFY(probe().label(u"expiryLabel"_s).startsWith(u"Expires in"_s));
}

void ChallengePageTest::offersTheRenewalOnExpiry()
{
    m_service->challengeMilliseconds = 1200;
    toChallenge();
    auto *renew = probe().find<QPushButton>(u"renewButton"_s);
    QVERIFY(!renew->hasFocus());
    QVERIFY(!renew->isDefault());
    QTRY_VERIFY(probe().label(u"expiryLabel"_s).contains(u"expired"_s));
    QVERIFY(renew->hasFocus());
    QVERIFY(renew->isDefault());
    m_service->challengeMilliseconds = 300'000;
    QTest::keyClick(renew, Qt::Key_Return);
    QTRY_COMPARE(m_service->challenges.size(), 2);
    QTRY_VERIFY(probe().label(u"expiryLabel"_s).startsWith(u"Expires in"_s));
    QVERIFY(!renew->isDefault());
    QVERIFY(m_service->created.isEmpty());
}

/// The clock goes on while the computer sleeps, its timers do not.
void ChallengePageTest::aSuspendLengthensNothing()
{
    MovableClock clock;
    m_wizard->setClock(clock);
    toChallenge();
    holdKey();
    QVERIFY(probe().isEnabled(u"signButton"_s));
    QVERIFY(clock.advance(301));
    QTRY_VERIFY(probe().label(u"expiryLabel"_s).contains(u"expired"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QVERIFY(clock.advance(-301));
    probe().click(u"renewButton"_s);
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    // A clock that is set back lengthens nothing either.
    QVERIFY(clock.advance(-3600));
    QTRY_VERIFY(probe().label(u"expiryLabel"_s).startsWith(u"Expires in 4:"_s));
}

void ChallengePageTest::offersOnlyKeysThatControl()
{
    m_desk->createKey();
    toChallenge();
    const auto *signers = probe().find<QComboBox>(u"signerBox"_s);
    QCOMPARE(signers->count(), 0);
    QVERIFY(probe().note(u"signerNote"_s).contains(address()));
    holdKey(strangerKey());
    QCOMPARE(signers->count(), 0);
    QVERIFY(probe().note(u"signerNote"_s).contains(strangerAddress()));
    QVERIFY(probe().note(u"signerNote"_s).contains(address()));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QCOMPARE(m_desk->addresses().size(), 2);
    holdKey();
    QCOMPARE(signers->count(), 1);
    QVERIFY(probe().isEnabled(u"signButton"_s));
    QVERIFY(!probe().find(u"keyField"_s)->isVisible());
}

void ChallengePageTest::saysThatThereIsNoController()
{
    m_service->controllers.clear();
    toChallenge();
    QVERIFY(probe().note(u"signerNote"_s).contains(u"names no address that controls did:peaq:42"_s));
    QVERIFY(!probe().find(u"keyField"_s)->isVisible());
}

void ChallengePageTest::aBadKeyKeepsWhatWasTyped()
{
    toChallenge();
    const QString bad = QString(63, u'0') + u'x';
    holdKey(bad);
    QVERIFY(probe().note(u"keyNote"_s).contains(u"64"_s));
    QCOMPARE(probe().find<SecretField>(u"keyField"_s)->length(), 64);
    QVERIFY(m_desk->addresses().isEmpty());
    QTest::keyClick(probe().find(u"keyField"_s), Qt::Key_Backspace);
    QCOMPARE(probe().note(u"keyNote"_s), QString());
    QTest::keyClicks(probe().find(u"keyField"_s), u"1"_s);
    QTest::keyClick(probe().find(u"keyField"_s), Qt::Key_Return);
    QCOMPARE(m_desk->addresses().size(), 1);
    QCOMPARE(step(), 2);
    QVERIFY(m_service->created.isEmpty());
}

void ChallengePageTest::aContradictingTextCannotBeSigned()
{
    toChallenge();
    QByteArray text = m_service->challenges.first().message;
    m_service->challengeText = text.replace("did:peaq:42", "did:peaq:666");
    probe().click(u"renewButton"_s);
    QTRY_VERIFY(probe().note(u"verdictNote"_s).contains(u"must not be signed"_s));
    QVERIFY(probe().note(u"verdictNote"_s).contains(u"did:peaq:666"_s));
    holdKey();
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QVERIFY(probe().find(u"consentField"_s)->isHidden());
}

void ChallengePageTest::anotherOrchestratorsTextCannotBeSigned()
{
    m_service->instance = u"orch_00000000000000bb"_s;
    toChallenge();
    QTRY_VERIFY(probe().note(u"verdictNote"_s).contains(u"orch_00000000000000aa"_s));
    QVERIFY(probe().note(u"verdictNote"_s).contains(u"orch_00000000000000bb"_s));
    holdKey();
    QVERIFY(!probe().isEnabled(u"signButton"_s));
}

void ChallengePageTest::waitsForTheNameOfTheService()
{
    m_service->hold = true;
    openWizard();
    m_service->hold = false;
    toChallenge();
    holdKey();
    QVERIFY(probe().note(u"verdictNote"_s).contains(u"Waiting for the name"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    m_service->release();
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    QCOMPARE(probe().find<InlineNote>(u"verdictNote"_s)->kind(), InlineNote::Kind::Fine);
}

void ChallengePageTest::warnsWhereTheServiceGaveNoName_data()
{
    QTest::addColumn<bool>("failed");
    QTest::newRow("health failed") << true;
    QTest::newRow("health without a name") << false;
}

void ChallengePageTest::warnsWhereTheServiceGaveNoName()
{
    QFETCH(bool, failed);
    m_service->healthInstance = QString();
    if (failed)
        m_service->healthError = Error{ErrorCode::NetworkFailure, u"no answer"_s, {}, 0, {}};
    openWizard();
    toChallenge();
    holdKey();
    QTRY_VERIFY(probe().note(u"verdictNote"_s).contains(u"could not be compared"_s));
    QCOMPARE(probe().find<InlineNote>(u"verdictNote"_s)->kind(), InlineNote::Kind::Warning);
    QVERIFY(probe().isEnabled(u"signButton"_s));
}

void ChallengePageTest::anUnknownTextNeedsTheWord()
{
    m_service->challengeText = "Please sign me."_ba;
    toChallenge();
    holdKey();
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QCOMPARE(probe().sharedMnemonics(), QString());
    probe().type(u"consentField"_s, u"sign"_s);
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    probe().type(u"consentField"_s, u"SIGN"_s);
    QVERIFY(probe().isEnabled(u"signButton"_s));
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
}

void ChallengePageTest::anUnknownTextIsReadToItsEnd()
{
    m_service->challengeText = QByteArray("one more line\n").repeated(100);
    toChallenge();
    holdKey();
    probe().type(u"consentField"_s, u"SIGN"_s);
    QTRY_VERIFY(probe().note(u"messageRest"_s).contains(u"scroll to its end"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QTest::keyClick(probe().find(u"challengeText"_s), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
}

void ChallengePageTest::aForeignClockExpiresNothing()
{
    m_service->challengeText = "Please sign me."_ba;
    m_service->challengeMilliseconds = -60'000;
    toChallenge();
    holdKey();
    QVERIFY(probe().label(u"expiryLabel"_s).contains(u"by the clock of the service"_s));
    probe().type(u"consentField"_s, u"SIGN"_s);
    QVERIFY(probe().isEnabled(u"signButton"_s));
}

void ChallengePageTest::anotherFormCannotBeSigned_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("sign-in with Ethereum")
        << "shop.example wants you to sign in with your Ethereum account:\n0x7E5F"_ba << u"EIP-4361"_s;
    QTest::newRow("typed data") << "{\"types\":{},\"primaryType\":\"Permit\",\"domain\":{},\"message\":{}}"_ba
                                << u"EIP-712"_s;
    QTest::newRow("32 raw bytes") << QByteArray(32, '\x8f') << u"byte 8F"_s;
    QTest::newRow("32 bytes in hex") << QByteArray("0x" + QByteArray(64, 'a')) << u"hash"_s;
    QTest::newRow("a transaction") << "{\"to\":\"0x00\",\"nonce\":1,\"gas\":21000}"_ba << u"transaction"_s;
    QTest::newRow("another identity") << "Prove control of did:peaq:43"_ba << u"names did:peaq:43"_s;
    QTest::newRow("not printable") << "did:peaq:42 \xe2\x80\xae txet"_ba << u"U+202E"_s;
}

/// Neither with a key that is here nor with a signature from elsewhere.
void ChallengePageTest::anotherFormCannotBeSigned()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    m_service->challengeText = text;
    toChallenge();
    holdKey();
    QVERIFY2(probe().note(u"verdictNote"_s).contains(reason), qPrintable(probe().note(u"verdictNote"_s)));
    QVERIFY(probe().find(u"consentField"_s)->isHidden());
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    probe().click(u"elsewhereButton"_s);
    QVERIFY(!probe().isEnabled(u"foreignSignatureField"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
}

void ChallengePageTest::buttonsRestWhileACallRuns()
{
    m_service->hold = true;
    toChallenge();
    QVERIFY(probe().find(u"challengeProgress"_s)->isVisible());
    for (const auto &name : {u"backButton"_s, u"signButton"_s, u"renewButton"_s})
        QVERIFY2(!probe().isEnabled(name), qPrintable(name));
    QVERIFY(probe().isEnabled(u"cancelButton"_s));
    m_service->release();
    QTRY_VERIFY(probe().find(u"challengeProgress"_s)->isHidden());
    QVERIFY(probe().isEnabled(u"backButton"_s));
    holdKey();
    probe().click(u"signButton"_s);
    for (const auto &name : {u"backButton"_s, u"signButton"_s, u"renewButton"_s, u"signerBox"_s})
        QVERIFY2(!probe().isEnabled(name), qPrintable(name));
    QTest::keyClick(m_wizard.get(), Qt::Key_Return);
    m_service->release();
    QCOMPARE(m_service->created.size(), 1);
    m_service->hold = false;
    QTRY_COMPARE(step(), 3);
}

void ChallengePageTest::cancelsWhileACallRuns()
{
    toChallenge();
    holdKey();
    m_service->hold = true;
    probe().click(u"signButton"_s);
    probe().click(u"cancelButton"_s);
    QVERIFY(m_wizard->isHidden());
    m_wizard.reset();
    m_service->release();
    QCoreApplication::processEvents();
    m_service->release();
    QCOMPARE(m_service->created.size(), 1);
    QVERIFY(m_service->updates.isEmpty());
}

void ChallengePageTest::noPropertyHoldsTheKey()
{
    const QString hex = u"1111222233334444555566667777888899990000aaaabbbbccccddddeeeeffff"_s;
    toChallenge();
    QTest::keyClicks(probe().find(u"keyField"_s), hex);
    QCOMPARE(probe().find<SecretField>(u"keyField"_s)->length(), 64);
    QCOMPARE(probe().placesHolding(hex), QStringList());
    QCOMPARE(probe().placesHolding(u"ccccddddeeee"_s), QStringList());
    probe().click(u"importKeyButton"_s);
    QCOMPARE(probe().placesHolding(u"ccccddddeeee"_s), QStringList());
    // The search itself finds what a property does hold.
    QVERIFY(!probe().placesHolding(u"did:peaq:42"_s).isEmpty());
}

QTEST_MAIN(ChallengePageTest)
#include "tst_challengepage.moc"
