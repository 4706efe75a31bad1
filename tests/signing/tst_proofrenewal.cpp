// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
#include "evidencedesk.h"
#include "faultyorchestrator.h"
#include "keccak.h"
#include "machinedocument.h"
#include "proofrenewal.h"
#include "signature.h"
#include "sqlevidencestore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kMachine = u"mach_0123456789abcdef"_s;

IdentityRef identity()
{
    return *IdentityRef::parse(u"did:peaq:42"_s);
}

template <typename T>
QString codeOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }) || future.resultCount() == 0)
        return u"(no result)"_s;
    return future.result() ? u"(a value)"_s : future.result().error().codeName();
}

} // namespace

/// One machine proven again; with the real evidence store, on a fake of the port.
class TestProofRenewal : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsTheProofAndSendsNothingElse();
    void keepsWhyItWasRefused();
    void sendsNothingThatItCannotKeep();
    void noticesAServiceThatLeftTheOldProof();
    void sendsOnlyGoodSignaturesFromElsewhere();
    void asksNothingWithoutTheKeyOrAnApproval();
    void goingAwayStopsTheNextStep();

private:
    Challenge challenge() const
    {
        return {u"mic_1"_s, identity(), "sign\nthis \n"_ba, Timestamp{1}, {m_signer.text()}};
    }
    Machine answered(const QString &challengeId = u"mic_1"_s) const;
    QFuture<Result<ProofRenewal::Outcome>> start()
    {
        return m_renewal->signAndSend(challenge(), m_signer, kMachine);
    }
    void keepIn(const QString &path);
    std::optional<KeptProof> kept();

    std::unique_ptr<QTemporaryDir> m_place;
    SystemClock m_clock;
    wire::MachineDocument m_renderer;
    QString m_evidencePath;
    std::unique_ptr<EvidenceDesk> m_evidence;
    std::unique_ptr<FaultyOrchestrator> m_port;
    std::unique_ptr<SigningDesk> m_desk;
    std::unique_ptr<ProofRenewal> m_renewal;
    Address m_signer;
};

void TestProofRenewal::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_port = std::make_unique<FaultyOrchestrator>();
    m_desk = std::make_unique<SigningDesk>();
    m_signer = m_desk->createKey();
    keepIn(m_place->filePath(u"evidence.db"_s));
    m_renewal = std::make_unique<ProofRenewal>(*m_port, *m_desk, u"https://fleet.example"_s);
}

void TestProofRenewal::cleanup()
{
    m_renewal.reset();
    m_desk.reset();
    m_evidence.reset();
    m_port.reset();
    // What was still awaited has been broken off; its coroutines end in the event loop.
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

Machine TestProofRenewal::answered(const QString &challengeId) const
{
    Machine machine;
    machine.id = kMachine;
    machine.displayName = u"Crane"_s;
    machine.identityRef = identity();
    machine.identityProof =
        IdentityProof{identity(), m_signer.text(), challengeId, {}, {}, {m_signer.text()}, {}};
    return machine;
}

void TestProofRenewal::keepIn(const QString &path)
{
    m_evidencePath = path;
    m_evidence = std::make_unique<EvidenceDesk>(
        [path]() -> Result<std::unique_ptr<EvidenceStore>> { return SqlEvidenceStore::open(path); },
        m_renderer, m_clock);
    m_desk->setEvidence(*m_evidence);
}

/// What stands in the file now, as another program would find it.
std::optional<KeptProof> TestProofRenewal::kept()
{
    const auto store = SqlEvidenceStore::open(m_evidencePath);
    return store ? (*store)->find(identity(), u"mic_1"_s, m_signer.text()).value_or(std::nullopt)
                 : std::nullopt;
}

void TestProofRenewal::keepsTheProofAndSendsNothingElse()
{
    const auto future = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"update"_s});
    const auto before = kept();
    QVERIFY(before && before->record.isEmpty());
    QCOMPARE(before->service, u"https://fleet.example"_s);
    QCOMPARE(before->challenge.message, "sign\nthis \n"_ba);
    QCOMPARE(m_port->updatedId, kMachine);
    MachinePatch sent = *m_port->patch;
    const ProofInput proof = *std::exchange(sent.identityProof, std::nullopt);
    QVERIFY(sent.isEmpty());
    QCOMPARE(proof.challengeId, u"mic_1"_s);
    QCOMPARE(proof.signature, before->signature);
    const auto signature = Signature::parse(proof.signature);
    QVERIFY(signature);
    QCOMPARE(recoverSigner(personalMessageDigest("sign\nthis \n"), *signature), std::optional(m_signer));
    m_port->answerUpdate(answered());
    QCOMPARE(codeOf(future), u"(a value)"_s);
    QVERIFY(!future.result()->evidenceError);
    QCOMPARE(future.result()->machine, answered());
    QVERIFY(!kept()->record.isEmpty());
}

void TestProofRenewal::keepsWhyItWasRefused()
{
    const auto future = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"update"_s});
    m_port->answerUpdate(fail(ErrorCode::MachineIdentityProofInvalid, u"Not a controller."_s));
    QCOMPARE(codeOf(future), u"MACHINE_IDENTITY_PROOF_INVALID"_s);
    QTRY_VERIFY(kept()->refusal.contains(u"Not a controller."_s));
}

void TestProofRenewal::sendsNothingThatItCannotKeep()
{
    keepIn(m_place->path());
    const auto future = start();
    QVERIFY(codeOf(future) != u"(a value)"_s);
    QVERIFY(future.result().error().message.startsWith(u"The proof was not sent"_s));
    QVERIFY(m_port->asked.isEmpty());
}

void TestProofRenewal::noticesAServiceThatLeftTheOldProof()
{
    const auto future = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"update"_s});
    m_port->answerUpdate(answered(u"mic_old"_s));
    QCOMPARE(codeOf(future), u"BAD_RESPONSE"_s);
    const auto without = start();
    QTRY_COMPARE(m_port->asked.size(), 2);
    Machine bare = answered();
    bare.identityProof.reset();
    m_port->answerUpdate(bare);
    QCOMPARE(codeOf(without), u"BAD_RESPONSE"_s);
}

void TestProofRenewal::sendsOnlyGoodSignaturesFromElsewhere()
{
    QCOMPARE(codeOf(m_renewal->sendSignature(challenge(), u"0x12"_s, kMachine)), u"VALIDATION_ERROR"_s);
    QVERIFY(m_port->asked.isEmpty());
    const auto made = m_desk->signMessage(challenge().message, m_signer);
    const auto future = m_renewal->sendSignature(challenge(), *made.result(), kMachine);
    QTRY_COMPARE(m_port->asked, QStringList{u"update"_s});
    m_port->answerUpdate(answered());
    QCOMPARE(codeOf(future), u"(a value)"_s);
    QCOMPARE(kept()->signer, m_signer.text());
}

void TestProofRenewal::asksNothingWithoutTheKeyOrAnApproval()
{
    QCOMPARE(codeOf(m_renewal->sendUnderApproval(challenge(), u"orch_1"_s, kMachine)), u"VAULT_LOCKED"_s);
    m_desk->forget(m_signer);
    QCOMPARE(codeOf(start()), u"KEY_MISSING"_s);
    QVERIFY(m_port->asked.isEmpty());
    QVERIFY(!kept());
}

void TestProofRenewal::goingAwayStopsTheNextStep()
{
    const auto future = start();
    m_renewal.reset();
    QCOMPARE(codeOf(future), u"CANCELLED"_s);
    // Another's answer comes after the first one's had its turn in the event loop.
    m_renewal = std::make_unique<ProofRenewal>(*m_port, *m_desk, u"https://fleet.example"_s);
    const auto second = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"update"_s});
    m_port->answerUpdate(answered());
    QCOMPARE(codeOf(second), u"(a value)"_s);
    QCOMPARE(m_port->asked, QStringList{u"update"_s});
}

QTEST_GUILESS_MAIN(TestProofRenewal)
#include "tst_proofrenewal.moc"
