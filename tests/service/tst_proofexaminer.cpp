// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofexaminer.h"

#include "auditlog.h"
#include "contractsession.h"
#include "identityerrors.h"
#include "registrysession.h"
#include "scriptedcontrollers.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class ProofExaminerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theProofSaysWhatWasSeen();
    void acceptsEverySpellingOfASignature_data();
    void acceptsEverySpellingOfASignature();
    void theOrderOfChecksHolds();
    void onlyWrongSignersCount();
    void everyRefusalIsAudited();
    void aFloodOfRefusalsIsCounted();

private:
    Result<IdentityProof> examine(const ProofInput &input, qint64 number = 42);
    Challenge challenge(qint64 number = 42);

    std::unique_ptr<RegistrySession> m_session;
    ScriptedControllers m_controllers;
};

void ProofExaminerTest::init()
{
    m_session = std::make_unique<RegistrySession>();
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    m_controllers = {};
    m_controllers.controllers = {{u"did:peaq:42"_s, {testAddress(1), testAddress(3)}}};
}

Result<IdentityProof> ProofExaminerTest::examine(const ProofInput &input, qint64 number)
{
    const Caller caller = RegistrySession::caller();
    return ProofExaminer(m_session->workspace().context(), m_session->stack().reader(), m_controllers, caller)
        .examine(input, testIdentity(number));
}

Challenge ProofExaminerTest::challenge(qint64 number)
{
    return *m_session->machines().createChallenge(testIdentity(number), RegistrySession::caller());
}

// contract: ID-18, ID-19
void ProofExaminerTest::theProofSaysWhatWasSeen()
{
    const Challenge asked = challenge();
    m_session->workspace().clock().advance(9);
    const auto proof = examine(testProof(3, asked));
    VERIFY_OK(proof);
    const IdentityProof expected{testIdentity(42),
                                 testAddress(3),
                                 asked.challengeId,
                                 m_session->workspace().clock().now(),
                                 asked.expiresAt,
                                 {testAddress(1), testAddress(3)},
                                 ProofEvidence{asked.message, testSignature(3, asked.message)}};
    QVERIFY(*proof == expected);
    VERIFY_OK(examine(testProof(3, asked)));
}

void ProofExaminerTest::acceptsEverySpellingOfASignature_data()
{
    QTest::addColumn<QString>("spelling");
    for (const char *spelling : {"as written", "without 0x", "upper case", "v 0 or 1", "EIP-2098"})
        QTest::newRow(spelling) << QString::fromLatin1(spelling);
}

// contract: ID-11
void ProofExaminerTest::acceptsEverySpellingOfASignature()
{
    QFETCH(QString, spelling);
    const Challenge asked = challenge();
    const QString usual = testSignature(1, asked.message);
    const bool odd = usual.endsWith("1c"_L1);
    QString sent = usual;
    if (spelling == "without 0x"_L1) {
        sent = usual.mid(2);
    } else if (spelling == "upper case"_L1) {
        sent = u"0x"_s + usual.mid(2).toUpper();
    } else if (spelling == "v 0 or 1"_L1) {
        sent = usual.chopped(2) + (odd ? u"01"_s : u"00"_s);
    } else if (spelling == "EIP-2098"_L1) {
        QByteArray bytes = QByteArray::fromHex(usual.mid(2).toLatin1()).chopped(1);
        if (odd)
            bytes[32] = char(bytes.at(32) | '\x80');
        sent = u"0x"_s + QString::fromLatin1(bytes.toHex());
    }
    const auto proof = examine({asked.challengeId, sent});
    VERIFY_OK(proof);
    QCOMPARE(proof->signerAddress, testAddress(1));
    QCOMPARE(proof->evidence->signature, usual);
}

// contract: ID-10, ID-9, ID-6, ID-7, ID-5
void ProofExaminerTest::theOrderOfChecksHolds()
{
    m_controllers.controllers.clear();
    m_session->workspace().registerIdentity(testEntry(43, {1}));
    const Challenge asked = challenge();
    const QString path = m_session->workspace().databasePath();
    const ProofInput bad{asked.challengeId, u"no signature"_s};
    COMPARE_REASON(examine({u"mic_0"_s, bad.signature}), ErrorCode::MachineIdentityProofInvalid,
                   "unknown_challenge");
    tamper(path, u"UPDATE challenges SET used_at = 1, wrong_attempts = 5"_s);
    m_session->workspace().clock().advance(300);
    COMPARE_REASON(examine(bad, 43), ErrorCode::MachineIdentityProofInvalid, "challenge_for_other_identity");
    COMPARE_REASON(examine(bad), ErrorCode::MachineIdentityProofInvalid, "challenge_used");
    tamper(path, u"UPDATE challenges SET used_at = NULL"_s);
    COMPARE_REASON(examine(bad), ErrorCode::MachineIdentityProofInvalid, "too_many_attempts");
    tamper(path, u"UPDATE challenges SET wrong_attempts = 0"_s);
    COMPARE_REASON(examine(bad), ErrorCode::MachineIdentityProofExpired, "challenge_expired");
    m_session->workspace().clock().advance(-1);
    COMPARE_REASON(examine(bad), ErrorCode::MachineIdentityProofInvalid, "malformed_signature");
    COMPARE_REASON(examine(testProof(2, asked)), ErrorCode::PeaqosIdentityUnavailable, "identity_not_found");
    m_controllers.controllers = {{u"did:peaq:42"_s, {testAddress(1)}}};
    COMPARE_REASON(examine(testProof(2, asked)), ErrorCode::MachineIdentityProofInvalid,
                   "signer_not_controller");
    VERIFY_OK(examine(testProof(1, asked)));
}

// contract: ID-7
void ProofExaminerTest::onlyWrongSignersCount()
{
    const Challenge asked = challenge();
    const auto attempts = [&] {
        return (*m_session->stack().reader().challenge(asked.challengeId))->wrongAttempts;
    };
    for (int i = 0; i < 6; ++i)
        COMPARE_CODE(examine({asked.challengeId, u"0x12"_s}), ErrorCode::MachineIdentityProofInvalid);
    m_controllers.unreachable = {u"did:peaq:42"_s};
    COMPARE_CODE(examine(testProof(1, asked)), ErrorCode::PeaqosIdentityUnavailable);
    m_controllers.unreachable.clear();
    QCOMPARE(attempts(), 0);
    for (int left = 4; left >= 0; --left) {
        const auto refused = examine(testProof(2, asked));
        COMPARE_REASON(refused, ErrorCode::MachineIdentityProofInvalid, "signer_not_controller");
        QCOMPARE(refused.error().details.value("attemptsLeft"_L1).toInt(-1), left);
    }
    QCOMPARE(attempts(), 5);
    COMPARE_REASON(examine(testProof(1, asked)), ErrorCode::MachineIdentityProofInvalid, "too_many_attempts");
}

// contract: AUD-4, AUD-5
void ProofExaminerTest::everyRefusalIsAudited()
{
    const Challenge asked = challenge();
    QVERIFY(!examine(testProof(2, asked)).has_value());
    QVERIFY(!examine({u"mic_made_up"_s, u"0x"_s}).has_value());
    const QList<AuditEvent> log = auditLog(m_session->workspace().databasePath());
    QCOMPARE(log.size(), 4);
    const AuditEvent &wrong = log.at(2);
    QCOMPARE(wrong.type, u"proof.refused"_s);
    QCOMPARE(wrong.actor, u"platform"_s);
    QCOMPARE(wrong.resourceType, u"challenge"_s);
    QCOMPARE(wrong.resourceId, asked.challengeId);
    QCOMPARE(wrong.payload, QJsonObject({{u"code"_s, u"MACHINE_IDENTITY_PROOF_INVALID"_s},
                                         {u"reason"_s, u"signer_not_controller"_s},
                                         {u"recoveredAddress"_s, testAddress(2)}}));
    QCOMPARE(log.at(3).resourceType, u"identity"_s);
    QCOMPARE(log.at(3).resourceId, u"did:peaq:42"_s);
}

// contract: AUD-4
void ProofExaminerTest::aFloodOfRefusalsIsCounted()
{
    const Challenge asked = challenge();
    const ProofInput bad{asked.challengeId, u"0x"_s};
    for (int i = 0; i < 25; ++i)
        QVERIFY(!examine(bad).has_value());
    const QString path = m_session->workspace().databasePath();
    QCOMPARE(auditTypes(path).count(u"proof.refused"_s), 10);
    m_session->workspace().clock().advance(1);
    QVERIFY(!examine(bad).has_value());
    const QList<AuditEvent> log = auditLog(path);
    QCOMPARE(log.constLast().type, u"proof.refused"_s);
    QCOMPARE(log.at(log.size() - 2).type, u"refusals.counted"_s);
    QCOMPARE(log.at(log.size() - 2).payload.value("notRecorded"_L1).toInt(), 15);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ProofExaminerTest)
#include "tst_proofexaminer.moc"
