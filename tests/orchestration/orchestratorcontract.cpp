// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorcontract.h"

#include "testkeys.h"
#include "testworkspace.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster {

OrchestratorContract::OrchestratorContract(OrchestratorFixture &fixture)
    : m_fixture(fixture)
{}

OrchestratorContract::~OrchestratorContract() = default;

void OrchestratorContract::init()
{
    m_session = std::make_unique<ContractSession>(m_fixture);
}

void OrchestratorContract::cleanup()
{
    m_session.reset();
}

// contract: HTTP-18, HTTP-14, ID-22
void OrchestratorContract::namesInstanceAndExtensions()
{
    const auto health = ContractSession::settled(m_session->port().health());
    VERIFY_OK(health);
    QVERIFY(health->ok);
    static const QRegularExpression shape(u"^orch_[0-9a-f]{16}$"_s);
    QVERIFY2(shape.match(health->instance).hasMatch(), qPrintable(health->instance));
    for (const QString &extension : {u"verification"_s, u"evidence"_s, u"etag"_s})
        QVERIFY2(health->extensions.contains(extension), qPrintable(extension));
}

// contract: HTTP-19
void OrchestratorContract::isReady()
{
    const auto readiness = ContractSession::settled(m_session->port().readiness());
    VERIFY_OK(readiness);
    QVERIFY(readiness->ready);
    QStringList names;
    for (const Readiness::Check &check : readiness->checks) {
        QVERIFY2(check.pass, qPrintable(check.message));
        names.append(check.name);
    }
    QCOMPARE(names, QStringList({u"database"_s, u"identity-registry"_s}));
}

// contract: ID-3, ID-4, ID-13, HTTP-14
void OrchestratorContract::aChallengeNamesItsIdentity()
{
    m_fixture.registerIdentity(testEntry(42, {1, 2}));
    const auto challenge = m_session->challenge(42);
    VERIFY_OK(challenge);
    QCOMPARE(challenge->identityRef, testIdentity(42));
    QCOMPARE(challenge->controllerAddresses, QStringList({testAddress(1), testAddress(2)}));
    const auto health = ContractSession::settled(m_session->port().health());
    VERIFY_OK(health);
    const QStringList lines = QString::fromLatin1(challenge->message).split(u'\n');
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines.at(0), u"peaqOS Machine Markets identity challenge"_s);
    QCOMPARE(lines.at(1), QString());
    QCOMPARE(lines.at(2), u"Machine: did:peaq:42"_s);
    QCOMPARE(lines.at(3), QString(u"Challenge: "_s + challenge->challengeId));
    QCOMPARE(lines.at(4), QString(u"Orchestrator: "_s + health->instance));
    static const QRegularExpression nonce(u"^Nonce: [0-9a-f]{64}$"_s);
    QVERIFY2(nonce.match(lines.at(5)).hasMatch(), qPrintable(lines.at(5)));
    QCOMPARE(lines.at(7), QString(u"Expires At: "_s + challenge->expiresAt.text()));
    static const QRegularExpression id(u"^mic_[0-9a-f]{16}$"_s);
    QVERIFY2(id.match(challenge->challengeId).hasMatch(), qPrintable(challenge->challengeId));

    const auto another = m_session->challenge(42);
    VERIFY_OK(another);
    QVERIFY(another->challengeId != challenge->challengeId);
    QVERIFY(another->message != challenge->message);
}

// contract: ID-15
void OrchestratorContract::aChallengeNeedsAKnownIdentity()
{
    const auto unknown = m_session->challenge(404);
    COMPARE_REASON(unknown, ErrorCode::PeaqosIdentityUnavailable, "identity_not_found");
    QCOMPARE(unknown.error().details.value("retryable"_L1).toBool(true), false);
    QCOMPARE(unknown.error().retryAfterSeconds, 0);

    RegistryEntry asleep = testEntry(405, {1});
    asleep.active = false;
    m_fixture.registerIdentity(asleep);
    COMPARE_REASON(m_session->challenge(405), ErrorCode::PeaqosIdentityUnavailable, "identity_inactive");

    m_fixture.registerIdentity(testEntry(406, {}));
    COMPARE_REASON(m_session->challenge(406), ErrorCode::PeaqosIdentityUnavailable, "no_evm_controller");
}

// contract: LIFE-1, ID-18, ID-24, HTTP-14, HTTP-16
void OrchestratorContract::registersADraft()
{
    RegistryEntry unbonded = testEntry(42, {1});
    unbonded.bonded = false;
    m_fixture.registerIdentity(unbonded);
    const auto challenge = m_session->challenge(42);
    VERIFY_OK(challenge);
    NewMachine asked = ContractSession::plainMachine();
    asked.identityRef = testIdentity(42);
    asked.identityProof = testProof(1, *challenge);

    const auto made = m_session->create(asked);
    VERIFY_OK(made);
    static const QRegularExpression id(u"^mach_[0-9a-f]{16}$"_s);
    QVERIFY2(id.match(made->id).hasMatch(), qPrintable(made->id));
    QCOMPARE(made->status, MachineStatus::Draft);
    QCOMPARE(made->identityRef, std::optional(testIdentity(42)));
    QVERIFY(made->identityProof.has_value());
    QCOMPARE(made->identityProof->signerAddress, testAddress(1));
    QCOMPARE(made->identityProof->challengeId, challenge->challengeId);
    QCOMPARE(made->identityProof->challengeExpiresAt, challenge->expiresAt);
    QCOMPARE(made->identityProof->controllerAddresses, QStringList{testAddress(1)});
    QCOMPARE(made->createdAt, made->updatedAt);
    QVERIFY(made->revision > 0);

    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(*read, *made);
    QCOMPARE(m_session->listedIds(), QStringList{made->id});
}

// contract: LIFE-10, HTTP-11
void OrchestratorContract::keepsEveryMemberAsItCame()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    asked->displayName = u"  Förderband 7 \U0001F69C "_s;
    asked->machineType = QString();
    asked->runtimeProfile = QString();
    asked->capabilities = {u"price-feed"_s, u"vision"_s};
    asked->labels = {{u"site_name"_s, u"Kiel"_s}, {u"Env"_s, u"dev"_s}, {u"a/b~c"_s, QString()}};
    asked->policyIds = {u"policy-1"_s};
    asked->skillKeys = {u"pyth-price-feed"_s};
    const auto made = m_session->create(*asked);
    VERIFY_OK(made);
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(read->displayName, u"Förderband 7 \U0001F69C"_s);
    QCOMPARE(read->ownerId, u"operator-1"_s);
    QCOMPARE(read->machineType, QString());
    QCOMPARE(read->runtimeProfile, QString());
    QCOMPARE(read->capabilities, asked->capabilities);
    QCOMPARE(read->labels, asked->labels);
    QCOMPARE(read->policyIds, asked->policyIds);
    QCOMPARE(read->skillKeys, asked->skillKeys);
}

// contract: HTTP-8, HTTP-11, LIFE-11
void OrchestratorContract::refusesEveryFaultAtOnce()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    NewMachine broken = *asked;
    broken.displayName = u"   "_s;
    broken.machineType = QString(101, u'x');
    broken.capabilities = {u"same"_s, u"same"_s};
    broken.labels = {{QString(64, u'k'), u"v"_s}};
    const auto refused = m_session->create(broken);
    COMPARE_CODE(refused, ErrorCode::ValidationError);
    QStringList paths;
    for (const Issue &issue : issuesOf(refused.error()))
        paths.append(issue.path);
    paths.sort();
    QCOMPARE(paths, QStringList({u"/capabilities/1"_s, u"/displayName"_s,
                                 QString(u"/labels/"_s + QString(64, u'k')), u"/machineType"_s}));
    QVERIFY(m_session->listedIds().isEmpty());
    VERIFY_OK(m_session->create(*asked));
}

// contract: ID-14
void OrchestratorContract::demandsAProof()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    NewMachine asked = ContractSession::plainMachine();
    asked.identityRef = testIdentity(42);
    COMPARE_CODE(m_session->create(asked), ErrorCode::MachineIdentityProofRequired);
    asked.identityRef.reset();
    COMPARE_CODE(m_session->create(asked), ErrorCode::ValidationError);
}

// contract: ID-9
void OrchestratorContract::refusesForeignChallenges()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    m_fixture.registerIdentity(testEntry(43, {1}));
    auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    NewMachine other = *asked;
    other.identityRef = testIdentity(43);
    COMPARE_REASON(m_session->create(other), ErrorCode::MachineIdentityProofInvalid,
                   "challenge_for_other_identity");
    NewMachine unknown = *asked;
    unknown.identityProof->challengeId = u"mic_0000000000000000"_s;
    COMPARE_REASON(m_session->create(unknown), ErrorCode::MachineIdentityProofInvalid, "unknown_challenge");
    VERIFY_OK(m_session->create(*asked));
}

void OrchestratorContract::refusesMalformedSignatures_data()
{
    QTest::addColumn<QString>("signature");
    QTest::newRow("a word") << u"signed"_s;
    QTest::newRow("too short") << QString(u"0x"_s + QString(128, u'1') + u"1"_s);
    QTest::newRow("wrong v") << QString(u"0x"_s + QString(128, u'1') + u"1d"_s);
    QTest::newRow("zero r") << QString(u"0x"_s + QString(64, u'0') + QString(64, u'1') + u"1b"_s);
    QTest::newRow("high s") << QString(u"0x"_s + QString(64, u'1') + QString(64, u'e') + u"1b"_s);
}

// contract: ID-11
void OrchestratorContract::refusesMalformedSignatures()
{
    QFETCH(QString, signature);
    m_fixture.registerIdentity(testEntry(42, {1}));
    auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    NewMachine broken = *asked;
    broken.identityProof->signature = signature;
    COMPARE_REASON(m_session->create(broken), ErrorCode::MachineIdentityProofInvalid, "malformed_signature");
    VERIFY_OK(m_session->create(*asked));
}

// contract: ID-12, ID-7
void OrchestratorContract::refusesOtherSigners()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    const auto challenge = m_session->challenge(42);
    VERIFY_OK(challenge);
    NewMachine asked = ContractSession::plainMachine();
    asked.identityRef = testIdentity(42);
    asked.identityProof = testProof(2, *challenge);
    const auto refused = m_session->create(asked);
    COMPARE_REASON(refused, ErrorCode::MachineIdentityProofInvalid, "signer_not_controller");
    QCOMPARE(refused.error().details.value("recoveredAddress"_L1).toString(), testAddress(2));
    QCOMPARE(refused.error().details.value("controllerAddresses"_L1).toArray(), QJsonArray{testAddress(1)});

    asked.identityProof = testProof(1, *challenge);
    VERIFY_OK(m_session->create(asked));
}

// contract: ID-7
void OrchestratorContract::aChallengeDiesAfterFiveWrongSignatures()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    const auto challenge = m_session->challenge(42);
    VERIFY_OK(challenge);
    NewMachine asked = ContractSession::plainMachine();
    asked.identityRef = testIdentity(42);
    asked.identityProof = testProof(2, *challenge);
    for (int attempt = 0; attempt < 5; ++attempt)
        COMPARE_REASON(m_session->create(asked), ErrorCode::MachineIdentityProofInvalid,
                       "signer_not_controller");
    asked.identityProof = testProof(1, *challenge);
    COMPARE_REASON(m_session->create(asked), ErrorCode::MachineIdentityProofInvalid, "too_many_attempts");
}

// contract: ID-5
void OrchestratorContract::aChallengeExpires()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    m_fixture.registerIdentity(testEntry(43, {1}));
    const auto late = m_session->signedMachine(42, 1);
    const auto inTime = m_session->signedMachine(43, 1);
    VERIFY_OK(late);
    VERIFY_OK(inTime);
    m_fixture.advanceClock(299);
    VERIFY_OK(m_session->create(*inTime));
    m_fixture.advanceClock(1);
    COMPARE_CODE(m_session->create(*late), ErrorCode::MachineIdentityProofExpired);
}

// contract: ID-6
void OrchestratorContract::aChallengeServesOnce()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    const auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    const auto made = m_session->create(*asked);
    VERIFY_OK(made);
    VERIFY_OK(m_session->archive(made->id));
    COMPARE_REASON(m_session->create(*asked), ErrorCode::MachineIdentityProofInvalid, "challenge_used");
}

// contract: ID-16
void OrchestratorContract::anIdentityHasOneRecord()
{
    const auto first = m_session->draft(42, 1);
    VERIFY_OK(first);
    const auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    COMPARE_CODE(m_session->create(*asked), ErrorCode::MachineIdentityExists);
    QCOMPARE(m_session->listedIds(), QStringList{first->id});
    VERIFY_OK(m_session->archive(first->id));
    VERIFY_OK(m_session->create(*asked));
}

// contract: HTTP-5
void OrchestratorContract::unknownMachinesAreNotFound()
{
    COMPARE_CODE(m_session->read(u"mach_0000000000000000"_s), ErrorCode::NotFound);
}

} // namespace muster
