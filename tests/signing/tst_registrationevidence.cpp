// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
#include "evidencedesk.h"
#include "faultyorchestrator.h"
#include "machinedocument.h"
#include "registration.h"
#include "sqlevidencestore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

IdentityRef identity()
{
    return *IdentityRef::parse(u"did:peaq:42"_s);
}

Machine record(MachineStatus status)
{
    Machine machine;
    machine.id = u"mach_0123456789abcdef"_s;
    machine.displayName = u"Crane"_s;
    machine.status = status;
    return machine;
}

Error someError()
{
    return {ErrorCode::MachineIdentityExists, u"The identity is taken."_s, {}, 0, {}};
}

template <typename T>
QString codeOf(const QFuture<Result<T>> &future)
{
    return future.result() ? u"(a value)"_s : future.result().error().codeName();
}

} // namespace

/// A registration keeps its proof before it is sent; with the real store, on a fake of the port.
class TestRegistrationEvidence : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsTheProofBeforeItIsSent();
    void keepsAProofThatWasSignedElsewhere();
    void keepsWhyItWasRefused();
    void sendsNothingThatItCannotKeep();
    void saysThatTheRecordIsNotKept();

private:
    using OutcomeFuture = QFuture<Result<Registration::Outcome>>;
    OutcomeFuture start() { return m_registration->signAndCreate(challenge(), m_signer, NewMachine(), true); }
    Challenge challenge() const;
    void keepIn(const QString &path);
    std::optional<KeptProof> kept();

    QTemporaryDir m_place;
    SystemClock m_clock;
    wire::MachineDocument m_renderer;
    QString m_evidencePath;
    std::unique_ptr<EvidenceDesk> m_evidence;
    std::unique_ptr<FaultyOrchestrator> m_port;
    std::unique_ptr<SigningDesk> m_desk;
    std::unique_ptr<Registration> m_registration;
    Address m_signer;
};

void TestRegistrationEvidence::init()
{
    m_port = std::make_unique<FaultyOrchestrator>();
    m_desk = std::make_unique<SigningDesk>();
    m_signer = m_desk->createKey();
    m_registration = std::make_unique<Registration>(*m_port, *m_desk, u"https://fleet.example"_s);
}

void TestRegistrationEvidence::cleanup()
{
    m_registration.reset();
    m_desk.reset();
    m_evidence.reset();
    m_port.reset();
    // What was still awaited has been broken off; its coroutines end in the event loop.
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

Challenge TestRegistrationEvidence::challenge() const
{
    return {u"mic_1"_s, identity(), "sign\nthis \n"_ba, Timestamp{1}, {m_signer.text()}};
}

/// From here on proofs are kept in this file.
void TestRegistrationEvidence::keepIn(const QString &path)
{
    m_evidencePath = path;
    m_evidence = std::make_unique<EvidenceDesk>(
        [path]() -> Result<std::unique_ptr<EvidenceStore>> { return SqlEvidenceStore::open(path); },
        m_renderer, m_clock);
    m_desk->setEvidence(*m_evidence);
}

/// What stands in the file now, as another program would find it.
std::optional<KeptProof> TestRegistrationEvidence::kept()
{
    const auto store = SqlEvidenceStore::open(m_evidencePath);
    return store ? (*store)->find(identity(), u"mic_1"_s, m_signer.text()).value_or(std::nullopt)
                 : std::nullopt;
}

void TestRegistrationEvidence::keepsTheProofBeforeItIsSent()
{
    keepIn(m_place.filePath(u"a/evidence.db"_s));
    const auto future = start();
    QVERIFY(m_port->asked.isEmpty());
    QTRY_COMPARE(m_port->asked, QStringList{u"create"_s});
    auto proof = kept();
    QVERIFY(proof);
    QCOMPARE(proof->service, u"https://fleet.example"_s);
    QCOMPARE(proof->challenge, challenge());
    QCOMPARE(proof->signature, m_port->created->identityProof->signature);
    QVERIFY(proof->record.isEmpty());
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked.last(), u"update"_s);
    m_port->answerUpdate(record(MachineStatus::Active));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QVERIFY(!future.result()->evidenceError);
    QCOMPARE(kept()->record, m_renderer.render(record(MachineStatus::Draft)));
}

void TestRegistrationEvidence::keepsAProofThatWasSignedElsewhere()
{
    keepIn(m_place.filePath(u"e/evidence.db"_s));
    SigningDesk elsewhere;
    m_signer = elsewhere.createKey();
    const auto signature = elsewhere.signMessage(challenge().message, m_signer);
    const auto changed = elsewhere.signMessage("sign\nthat\n", m_signer);
    const auto refused =
        m_registration->createWithSignature(challenge(), *changed.result(), NewMachine(), false);
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(codeOf(refused), u"VALIDATION_ERROR"_s);
    QVERIFY(m_port->asked.isEmpty());
    QVERIFY(!kept());
    const auto future =
        m_registration->createWithSignature(challenge(), *signature.result(), NewMachine(), false);
    QTRY_COMPARE(m_port->asked, QStringList{u"create"_s});
    QCOMPARE(kept()->signature, *signature.result());
    QCOMPARE(kept()->signer, m_signer.text());
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(kept()->record, m_renderer.render(record(MachineStatus::Draft)));
}

void TestRegistrationEvidence::keepsWhyItWasRefused()
{
    keepIn(m_place.filePath(u"b/evidence.db"_s));
    const auto future = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"create"_s});
    m_port->answerCreation(Failure(someError()));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(codeOf(future), u"MACHINE_IDENTITY_EXISTS"_s);
    QTRY_COMPARE(kept()->refusal, u"MACHINE_IDENTITY_EXISTS: The identity is taken."_s);
}

void TestRegistrationEvidence::sendsNothingThatItCannotKeep()
{
    // A folder stands where the file should be.
    const QString path = m_place.filePath(u"c/evidence.db"_s);
    QVERIFY(QDir().mkpath(path));
    keepIn(path);
    const auto future = start();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QVERIFY2(future.result().error().message.startsWith("The proof was not sent"_L1) &&
                 future.result().error().message.contains(path),
             qPrintable(future.result().error().message));
    QVERIFY(m_port->asked.isEmpty());
}

void TestRegistrationEvidence::saysThatTheRecordIsNotKept()
{
    keepIn(m_place.filePath(u"d/evidence.db"_s));
    const auto future = start();
    QTRY_COMPARE(m_port->asked, QStringList{u"create"_s});
    {
        const auto connection = DatabaseConnection::open(m_evidencePath, DatabaseConnection::Role::Write);
        QVERIFY(connection && (*connection)->run(u"DELETE FROM proofs"_s));
    }
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked.last(), u"update"_s);
    m_port->answerUpdate(record(MachineStatus::Active));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(future.result()->machine.status, MachineStatus::Active);
    QCOMPARE(future.result()->evidenceError->codeName(), u"NOT_FOUND"_s);
}

QTEST_GUILESS_MAIN(TestRegistrationEvidence)
#include "tst_registrationevidence.moc"
