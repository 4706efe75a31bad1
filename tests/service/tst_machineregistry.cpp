// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineregistry.h"

#include "auditlog.h"
#include "contractsession.h"
#include "identityerrors.h"
#include "keccak.h"
#include "registrysession.h"
#include "signature.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class MachineRegistryTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void challengesLiveAsLongAsConfigured();
    void answersCarryEvidenceAndListsDoNot();
    void theDocumentOfARowIsTheRenderedRecord();
    void everyChangeIsAuditedOnce();
    void auditEventsHoldNoSignature();
    void aRefusedWriteLeavesNothingBehind();
    void tamperedProofsAreCorrupt();
    void anyVerificationAlwaysAnswers();
    void theDefaultControllerRegistersAnybody();
    void optionalVerificationAllowsRecordsWithoutProof();
    void requiredVerificationRefusesRecordsWithoutProof();
    void aDatabaseThatIsGoneIsNotReady();

private:
    std::unique_ptr<RegistrySession> m_session;
};

void MachineRegistryTest::init()
{
    m_session = std::make_unique<RegistrySession>();
}

// contract: ID-5
void MachineRegistryTest::challengesLiveAsLongAsConfigured()
{
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    const Timestamp now = m_session->workspace().clock().now();
    const auto usual = m_session->machines().createChallenge(testIdentity(42), RegistrySession::caller());
    VERIFY_OK(usual);
    QVERIFY(usual->expiresAt == now.plusSeconds(300));
    m_session->workspace().context().challengeSeconds = 60;
    const auto brief = m_session->machines().createChallenge(testIdentity(42), RegistrySession::caller());
    VERIFY_OK(brief);
    QVERIFY(brief->expiresAt == now.plusSeconds(60));
    QVERIFY(brief->message.endsWith(brief->expiresAt.text().toLatin1()));
}

// contract: ID-19, ID-12
void MachineRegistryTest::answersCarryEvidenceAndListsDoNot()
{
    const Machine made = m_session->draft(42, 1);
    const auto read = m_session->machines().machine(made.id);
    const auto moved = m_session->move(made.id, MachineStatus::Active);
    VERIFY_OK(read);
    VERIFY_OK(moved);
    for (const Machine &answer : {made, *read, *moved}) {
        QVERIFY(answer.identityProof && answer.identityProof->evidence);
        const ProofEvidence &evidence = *answer.identityProof->evidence;
        const auto signature = Signature::parse(evidence.signature);
        QVERIFY(signature.has_value());
        QCOMPARE(signature->text(), evidence.signature);
        const auto signer = recoverSigner(personalMessageDigest(evidence.message), *signature);
        QVERIFY(signer.has_value());
        QCOMPARE(signer->text(), answer.identityProof->signerAddress);
    }
    const auto page = m_session->machines().list({});
    VERIFY_OK(page);
    QVERIFY(page->rows.constFirst().machine.identityProof.has_value());
    QVERIFY(!page->rows.constFirst().machine.identityProof->evidence);
}

// contract: ID-18
void MachineRegistryTest::theDocumentOfARowIsTheRenderedRecord()
{
    const Machine made = m_session->draft(42, 1);
    const auto moved = m_session->move(made.id, MachineStatus::Active);
    VERIFY_OK(moved);
    const auto row = m_session->stack().reader().machine(made.id);
    VERIFY_OK(row);
    QVERIFY(row->has_value());
    QVERIFY((*row)->machine == *moved);
    QCOMPARE((*row)->document, m_session->workspace().context().renderer.render(*moved));
}

// contract: AUD-1, AUD-2, AUD-3, AUD-5
void MachineRegistryTest::everyChangeIsAuditedOnce()
{
    const Machine made = m_session->draft(42, 1);
    MachinePatch patch;
    patch.displayName = u"Crane"_s;
    VERIFY_OK(m_session->machines().update(made.id, patch, std::nullopt, RegistrySession::caller()));
    VERIFY_OK(m_session->machines().update(made.id, patch, std::nullopt, RegistrySession::caller()));
    for (const MachineStatus status :
         {MachineStatus::Active, MachineStatus::Degraded, MachineStatus::Blocked})
        VERIFY_OK(m_session->move(made.id, status));
    VERIFY_OK(m_session->machines().archive(made.id, std::nullopt, {u"desktop"_s}));
    VERIFY_OK(m_session->machines().archive(made.id, std::nullopt, {u"desktop"_s}));

    const QList<AuditEvent> log = auditLog(m_session->workspace().databasePath());
    QStringList types;
    for (const AuditEvent &event : log)
        types.append(event.type);
    QCOMPARE(types, QStringList({u"registry.loaded"_s, u"challenge.created"_s, u"machine.created"_s,
                                 u"machine.updated"_s, u"machine.activated"_s, u"machine.degraded"_s,
                                 u"machine.blocked"_s, u"machine.archived"_s}));
    const AuditEvent updated = log.at(3);
    QCOMPARE(updated.actor, u"platform"_s);
    QCOMPARE(updated.resourceType, u"machine"_s);
    QCOMPARE(updated.resourceId, made.id);
    QVERIFY(updated.id.startsWith("evt_"_L1));
    QVERIFY(updated.createdAt == m_session->workspace().clock().now());
    QCOMPARE(updated.payload, QJsonObject({{u"before"_s, QJsonObject{{u"displayName"_s, u"Edge node"_s}}},
                                           {u"after"_s, QJsonObject{{u"displayName"_s, u"Crane"_s}}}}));
    QCOMPARE(log.at(7).actor, u"desktop"_s);
    QCOMPARE(log.at(7).payload.value("after"_L1).toObject().value("status"_L1).toString(), u"archived"_s);
}

// contract: AUD-5
void MachineRegistryTest::auditEventsHoldNoSignature()
{
    const Machine made = m_session->draft(42, 1);
    const ProofEvidence evidence = *made.identityProof->evidence;
    const QString nonceLine = QString::fromLatin1(evidence.message.split('\n').at(5)).mid(7);
    for (const AuditEvent &event : auditLog(m_session->workspace().databasePath())) {
        const QByteArray payload = QJsonDocument(event.payload).toJson();
        QVERIFY2(!payload.contains(evidence.signature.mid(2).toLatin1()), payload.constData());
        QVERIFY2(!payload.contains(nonceLine.toLatin1()), payload.constData());
    }
}

// contract: LIFE-11, ID-6
void MachineRegistryTest::aRefusedWriteLeavesNothingBehind()
{
    const Machine first = m_session->draft(42, 1);
    const NewMachine second = m_session->signedMachine(42, 1);
    const qsizetype events = auditLog(m_session->workspace().databasePath()).size();
    COMPARE_CODE(m_session->machines().create(second, RegistrySession::caller()),
                 ErrorCode::MachineIdentityExists);
    QCOMPARE(*m_session->stack().reader().machineCount(), 1);
    QCOMPARE(auditLog(m_session->workspace().databasePath()).size(), events);
    const auto challenge = m_session->stack().reader().challenge(second.identityProof->challengeId);
    VERIFY_OK(challenge);
    QVERIFY(!(*challenge)->usedAt);
    VERIFY_OK(m_session->machines().archive(first.id, std::nullopt, RegistrySession::caller()));
    VERIFY_OK(m_session->machines().create(second, RegistrySession::caller()));
}

// contract: ID-20, ID-21
void MachineRegistryTest::tamperedProofsAreCorrupt()
{
    const Machine made = m_session->draft(42, 1);
    const QString path = m_session->workspace().databasePath();
    const QString otherSignature = testSignature(2, made.identityProof->evidence->message);
    QCOMPARE(tamper(path, u"UPDATE machines SET proof_signature = ?"_s, {otherSignature}), 1);
    COMPARE_REASON(m_session->machines().machine(made.id), ErrorCode::MachineNotActivated, "proof_corrupt");
    QVERIFY(m_session->listedIds().isEmpty());
    COMPARE_REASON(m_session->move(made.id, MachineStatus::Active), ErrorCode::MachineNotActivated,
                   "proof_corrupt");

    QCOMPARE(tamper(path, u"UPDATE machines SET proof_signature = ?, proof_signer = ?"_s,
                    {otherSignature, testAddress(2)}),
             1);
    COMPARE_REASON(m_session->machines().machine(made.id), ErrorCode::MachineNotActivated,
                   "controller_changed");
}

// contract: ID-22, LIFE-7
void MachineRegistryTest::anyVerificationAlwaysAnswers()
{
    const Machine made = m_session->draft(42, 1);
    m_session->workspace().registerIdentity(testEntry(42, {2}));
    const auto lost = m_session->machines().machine(made.id, true);
    VERIFY_OK(lost);
    QVERIFY(lost->verification->state == Verification::State::Failed);
    QCOMPARE(lost->verification->reason, u"controller_changed"_s);
    QVERIFY(lost->verification->checkedAt == m_session->workspace().clock().now());

    m_session->workspace().registerIdentity(testEntry(42, {1}));
    QVERIFY(m_session->machines().machine(made.id, true)->verification->state ==
            Verification::State::Verified);
    QVERIFY(!m_session->machines().machine(made.id)->verification);
    VERIFY_OK(m_session->machines().archive(made.id, std::nullopt, RegistrySession::caller()));
    QVERIFY(m_session->machines().machine(made.id, true)->verification->state ==
            Verification::State::NotChecked);
    COMPARE_CODE(m_session->machines().machine(u"mach_0"_s, true), ErrorCode::NotFound);
}

// contract: SWITCH-7
void MachineRegistryTest::theDefaultControllerRegistersAnybody()
{
    m_session->workspace().context().defaultController = testAddress(7);
    const auto stack = m_session->workspace().makeStack();
    const auto challenge = stack->machines().createChallenge(testIdentity(7777), RegistrySession::caller());
    VERIFY_OK(challenge);
    NewMachine asked = RegistrySession::plainMachine();
    asked.identityRef = testIdentity(7777);
    asked.identityProof = testProof(7, *challenge);
    VERIFY_OK(stack->machines().create(asked, RegistrySession::caller()));
}

// contract: ID-23
void MachineRegistryTest::optionalVerificationAllowsRecordsWithoutProof()
{
    m_session->workspace().context().verificationRequired = false;
    const auto made =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(made);
    QVERIFY(made->status == MachineStatus::Draft);
    QVERIFY(!made->identityRef && !made->identityProof);
    const auto read = m_session->machines().machine(made->id);
    VERIFY_OK(read);
    QVERIFY(*read == *made);
    QVERIFY(m_session->listedIds().isEmpty());
    COMPARE_REASON(m_session->move(made->id, MachineStatus::Active), ErrorCode::MachineNotActivated,
                   "proof_missing");

    NewMachine unknown = RegistrySession::plainMachine();
    unknown.identityRef = testIdentity(42);
    COMPARE_REASON(m_session->machines().create(unknown, RegistrySession::caller()),
                   ErrorCode::PeaqosIdentityUnavailable, "identity_not_found");
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    VERIFY_OK(m_session->machines().create(unknown, RegistrySession::caller()));
    COMPARE_CODE(m_session->machines().create(unknown, RegistrySession::caller()),
                 ErrorCode::MachineIdentityExists);

    m_session->workspace().registerIdentity(testEntry(43, {1}));
    const NewMachine wrong = m_session->signedMachine(43, 2);
    COMPARE_REASON(m_session->machines().create(wrong, RegistrySession::caller()),
                   ErrorCode::MachineIdentityProofInvalid, "signer_not_controller");
    NewMachine noIdentity = wrong;
    noIdentity.identityRef.reset();
    COMPARE_CODE(m_session->machines().create(noIdentity, RegistrySession::caller()),
                 ErrorCode::ValidationError);
}

// contract: ID-14, ID-20
void MachineRegistryTest::requiredVerificationRefusesRecordsWithoutProof()
{
    m_session->workspace().context().verificationRequired = false;
    const auto made =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(made);
    m_session->workspace().context().verificationRequired = true;
    COMPARE_REASON(m_session->machines().machine(made->id), ErrorCode::MachineNotActivated, "proof_missing");
    MachinePatch patch;
    patch.displayName = u"Crane"_s;
    COMPARE_REASON(m_session->machines().update(made->id, patch, std::nullopt, RegistrySession::caller()),
                   ErrorCode::MachineNotActivated, "proof_missing");
    VERIFY_OK(m_session->move(made->id, MachineStatus::Blocked));

    NewMachine asked = RegistrySession::plainMachine();
    const auto refused = m_session->machines().create(asked, RegistrySession::caller());
    COMPARE_CODE(refused, ErrorCode::ValidationError);
    QCOMPARE(issuesOf(refused.error()).constFirst().path, u"/identityRef"_s);
}

// contract: HTTP-19
void MachineRegistryTest::aDatabaseThatIsGoneIsNotReady()
{
    QVERIFY(m_session->machines().readiness().ready);
    tamper(m_session->workspace().databasePath(), u"DROP TABLE meta"_s);
    const Readiness readiness = m_session->machines().readiness();
    QVERIFY(!readiness.ready);
    QCOMPARE(readiness.checks.size(), 2);
    for (const Readiness::Check &check : readiness.checks) {
        if (check.name == "identity-registry"_L1)
            QVERIFY(!check.pass);
        QVERIFY(!check.message.isEmpty());
    }
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::MachineRegistryTest)
#include "tst_machineregistry.moc"
