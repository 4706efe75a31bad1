// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityverifier.h"

#include "identityerrors.h"
#include "registrysession.h"
#include "scriptedcontrollers.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class IdentityVerifierTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aKeptProofHolds();
    void aProofThatDoesNotHoldTogetherIsCorrupt_data();
    void aProofThatDoesNotHoldTogetherIsCorrupt();
    void aChangedControllerIsNamed();
    void aResolverThatDoesNotAnswerIsUnavailable();

private:
    std::optional<Machine> m_machine;
    ScriptedControllers m_controllers;
    TestClock m_clock;
};

void IdentityVerifierTest::init()
{
    RegistrySession session;
    m_machine = session.draft(42, 1);
    m_controllers = {};
    m_controllers.controllers = {{u"did:peaq:42"_s, {testAddress(2), testAddress(1)}}};
}

// contract: ID-20
void IdentityVerifierTest::aKeptProofHolds()
{
    IdentityVerifier verifier(m_controllers, m_clock);
    const auto judgement = verifier.judge(*m_machine);
    QVERIFY(judgement.has_value());
    QVERIFY(judgement->verification ==
            (Verification{Verification::State::Verified, {}, {1'700'000'000'000}}));
    QVERIFY(!judgement->refusal);
    QVERIFY(verifier.demandVerified(*m_machine).has_value());
}

void IdentityVerifierTest::aProofThatDoesNotHoldTogetherIsCorrupt_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no proof") << u"no proof"_s << u"proof_missing"_s;
    for (const char *fault :
         {"no evidence", "another message", "another identity's message", "no signature",
          "another's signature", "another signer", "unreadable signer", "another identity"})
        QTest::newRow(fault) << QString::fromLatin1(fault) << u"proof_corrupt"_s;
}

// contract: ID-20
void IdentityVerifierTest::aProofThatDoesNotHoldTogetherIsCorrupt()
{
    QFETCH(QString, fault);
    QFETCH(QString, reason);
    Machine &machine = *m_machine;
    ProofEvidence &evidence = *machine.identityProof->evidence;
    if (fault == "no proof"_L1) {
        machine.identityProof.reset();
    } else if (fault == "no evidence"_L1) {
        machine.identityProof->evidence.reset();
    } else if (fault == "another message"_L1) {
        evidence.message += ' ';
    } else if (fault == "another identity's message"_L1) {
        evidence.message.replace("did:peaq:42", "did:peaq:43");
        evidence.signature = testSignature(1, evidence.message);
    } else if (fault == "no signature"_L1) {
        evidence.signature = u"0x"_s;
    } else if (fault == "another's signature"_L1) {
        evidence.signature = testSignature(2, evidence.message);
    } else if (fault == "another signer"_L1) {
        machine.identityProof->signerAddress = testAddress(2);
    } else if (fault == "unreadable signer"_L1) {
        machine.identityProof->signerAddress = u"nobody"_s;
    } else {
        machine.identityRef = testIdentity(43);
    }
    IdentityVerifier verifier(m_controllers, m_clock);
    const auto judgement = verifier.judge(machine);
    QVERIFY(judgement.has_value());
    QVERIFY(judgement->verification.state == Verification::State::Failed);
    QCOMPARE(judgement->verification.reason, reason);
    const auto demanded = verifier.demandVerified(machine);
    QVERIFY(!demanded.has_value());
    QCOMPARE(demanded.error().code, ErrorCode::MachineNotActivated);
    QCOMPARE(reasonOf(demanded.error()), reason);
    QCOMPARE(m_controllers.lookups, 0);
}

// contract: ID-20
void IdentityVerifierTest::aChangedControllerIsNamed()
{
    m_controllers.controllers = {{u"did:peaq:42"_s, {testAddress(2)}}};
    IdentityVerifier verifier(m_controllers, m_clock);
    const auto demanded = verifier.demandVerified(*m_machine);
    QVERIFY(!demanded.has_value());
    QCOMPARE(reasonOf(demanded.error()), u"controller_changed"_s);
    QCOMPARE(demanded.error().details.value("signerAddress"_L1).toString(), testAddress(1));
    QCOMPARE(demanded.error().details.value("controllerAddresses"_L1).toArray(), QJsonArray{testAddress(2)});

    m_controllers.controllers.clear();
    QCOMPARE(reasonOf(verifier.demandVerified(*m_machine).error()), u"identity_not_found"_s);
}

// contract: ID-15, ID-20
void IdentityVerifierTest::aResolverThatDoesNotAnswerIsUnavailable()
{
    m_controllers.unreachable = {u"did:peaq:42"_s};
    m_controllers.retryAfterSeconds = 7;
    IdentityVerifier verifier(m_controllers, m_clock);
    const auto judgement = verifier.judge(*m_machine);
    QVERIFY(judgement.has_value());
    QVERIFY(judgement->verification.state == Verification::State::Unavailable);
    QCOMPARE(judgement->verification.reason, u"resolver_unreachable"_s);
    const auto demanded = verifier.demandVerified(*m_machine);
    QVERIFY(!demanded.has_value());
    QCOMPARE(demanded.error().code, ErrorCode::PeaqosIdentityUnavailable);
    QVERIFY(demanded.error().details.value("retryable"_L1).toBool());
    QCOMPARE(demanded.error().retryAfterSeconds, 7);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::IdentityVerifierTest)
#include "tst_identityverifier.moc"
