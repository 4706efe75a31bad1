// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyorchestrator.h"
#include "keccak.h"
#include "registration.h"
#include "signature.h"

#include <QTest>

#include <thread>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

IdentityRef identity(const QString &text = u"did:peaq:42"_s)
{
    return *IdentityRef::parse(text);
}

Machine record(MachineStatus status)
{
    Machine machine;
    machine.id = u"mach_0123456789abcdef"_s;
    machine.displayName = u"Crane"_s;
    machine.status = status;
    return machine;
}

NewMachine typedMachine()
{
    NewMachine machine;
    machine.displayName = u"Crane"_s;
    machine.ownerId = u"owner"_s;
    machine.labels = {{u"site"_s, u"north"_s}};
    return machine;
}

Error someError()
{
    return {ErrorCode::MachineIdentityExists,
            u"The identity is taken."_s,
            {{u"machineId"_s, u"mach_1"_s}},
            7,
            {}};
}

template <typename T>
QString codeOf(const QFuture<Result<T>> &future)
{
    if (!future.isFinished() || future.resultCount() != 1)
        return u"(no result)"_s;
    return future.result() ? u"(a value)"_s : future.result().error().codeName();
}

} // namespace

class TestRegistration : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void passesTheChallengeOn();
    void passesTheChallengeErrorOn();
    void signsCreatesAndActivates();
    void leavesADraftWhenAsked();
    void creationErrorEndsIt();
    void activationErrorKeepsTheDraft();
    void asksNothingWithoutASignature();
    void refusesAnotherIdentity();
    void brokenPromisesAreCancelled();
    void goingAwayCancelsAtEveryStep();
    void goingAwayStopsTheNextStep();
    void theOrchestratorGoingAwayCancels();
    void cancellingTheFutureStopsTheNextStep();
    void answersFromAnotherThreadResumeHere();

private:
    using OutcomeFuture = QFuture<Result<Registration::Outcome>>;
    OutcomeFuture start(bool activate = true);
    Challenge challenge() const;

    std::unique_ptr<FaultyOrchestrator> m_port;
    std::unique_ptr<SigningDesk> m_desk;
    std::unique_ptr<Registration> m_registration;
    Address m_signer;
};

void TestRegistration::init()
{
    m_port = std::make_unique<FaultyOrchestrator>();
    m_desk = std::make_unique<SigningDesk>();
    m_signer = m_desk->createKey();
    m_registration = std::make_unique<Registration>(*m_port, *m_desk, u"https://fleet.example"_s);
}

void TestRegistration::cleanup()
{
    m_registration.reset();
    m_desk.reset();
    m_port.reset();
    // What was still awaited has been broken off; its coroutines end in the event loop.
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

TestRegistration::OutcomeFuture TestRegistration::start(bool activate)
{
    return m_registration->signAndCreate(challenge(), m_signer, typedMachine(), activate);
}

Challenge TestRegistration::challenge() const
{
    return {u"mic_1"_s, identity(), "sign\nthis \n"_ba, Timestamp{1}, {m_signer.text().toLower()}};
}

void TestRegistration::passesTheChallengeOn()
{
    const auto future = m_registration->requestChallenge(identity(u"peaqos:machine:7"_s));
    QCOMPARE(m_port->asked, QStringList{u"challenge did:peaq:7"_s});
    QVERIFY(!future.isFinished());
    m_port->answerChallenge(challenge());
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(*future.result(), challenge());
}

void TestRegistration::passesTheChallengeErrorOn()
{
    const auto future = m_registration->requestChallenge(identity());
    m_port->answerChallenge(Failure(someError()));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error(), someError());
}

// contract: ID-12
void TestRegistration::signsCreatesAndActivates()
{
    const auto future = start();
    QCOMPARE(m_port->asked, QStringList{u"create"_s});
    QVERIFY(m_port->created && m_port->created->identityProof);
    NewMachine plain = *m_port->created;
    const ProofInput proof = *std::exchange(plain.identityProof, std::nullopt);
    QCOMPARE(plain.identityRef, std::optional(identity()));
    plain.identityRef.reset();
    QCOMPARE(plain, typedMachine());
    QCOMPARE(proof.challengeId, u"mic_1"_s);
    const auto signature = Signature::parse(proof.signature);
    QVERIFY(signature);
    QCOMPARE(recoverSigner(personalMessageDigest("sign\nthis \n"), *signature), std::optional(m_signer));

    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked, (QStringList{u"create"_s, u"update"_s}));
    QVERIFY(!future.isFinished());
    QCOMPARE(m_port->updatedId, u"mach_0123456789abcdef"_s);
    MachinePatch activation;
    activation.status = MachineStatus::Active;
    QVERIFY(m_port->patch == activation);

    m_port->answerUpdate(record(MachineStatus::Active));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(future.result()->machine, record(MachineStatus::Active));
    QVERIFY(!future.result()->activationError);
}

void TestRegistration::leavesADraftWhenAsked()
{
    const auto future = start(false);
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(future.result()->machine, record(MachineStatus::Draft));
    QVERIFY(!future.result()->activationError);
    QCOMPARE(m_port->asked, QStringList{u"create"_s});
}

void TestRegistration::creationErrorEndsIt()
{
    const auto future = start();
    m_port->answerCreation(Failure(someError()));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error(), someError());
    QCOMPARE(m_port->asked, QStringList{u"create"_s});
}

void TestRegistration::activationErrorKeepsTheDraft()
{
    const auto future = start();
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked.size(), 2);
    m_port->answerUpdate(Failure(someError()));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(future.result()->machine, record(MachineStatus::Draft));
    QCOMPARE(future.result()->activationError, std::optional(someError()));
}

void TestRegistration::asksNothingWithoutASignature()
{
    const Address stranger = m_desk->createKey();
    QCOMPARE(codeOf(m_registration->signAndCreate(challenge(), stranger, typedMachine(), true)),
             u"KEY_MISSING"_s);
    m_desk->forget(m_signer);
    QCOMPARE(codeOf(start()), u"KEY_MISSING"_s);
    QVERIFY(m_port->asked.isEmpty());
}

void TestRegistration::refusesAnotherIdentity()
{
    NewMachine machine = typedMachine();
    machine.identityRef = identity(u"did:peaq:43"_s);
    const auto refused = m_registration->signAndCreate(challenge(), m_signer, machine, true);
    QCOMPARE(codeOf(refused), u"VALIDATION_ERROR"_s);
    QCOMPARE(issuesOf(refused.result().error()).first().path, u"/identityRef"_s);
    QVERIFY(m_port->asked.isEmpty());
    machine.identityRef = identity(u"peaqos:machine:42"_s);
    machine.identityProof = ProofInput{u"another"_s, u"0x"_s};
    const auto future = m_registration->signAndCreate(challenge(), m_signer, machine, true);
    QCOMPARE(m_port->asked, QStringList{u"create"_s});
    QCOMPARE(m_port->created->identityProof->challengeId, u"mic_1"_s);
}

void TestRegistration::brokenPromisesAreCancelled()
{
    const auto asked = m_registration->requestChallenge(identity());
    m_port->breakPromises();
    QTRY_COMPARE(codeOf(asked), u"CANCELLED"_s);

    const auto creating = start();
    m_port->breakPromises();
    QTRY_COMPARE(codeOf(creating), u"CANCELLED"_s);

    const auto activating = start();
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked.last(), u"update"_s);
    m_port->breakPromises();
    QTRY_VERIFY(activating.isFinished());
    QVERIFY(activating.result());
    QCOMPARE(activating.result()->machine, record(MachineStatus::Draft));
    QCOMPARE(activating.result()->activationError->codeName(), u"CANCELLED"_s);
}

void TestRegistration::goingAwayCancelsAtEveryStep()
{
    const auto asked = m_registration->requestChallenge(identity());
    const auto creating = start();
    m_registration.reset();
    QCOMPARE(codeOf(asked), u"CANCELLED"_s);
    QCOMPARE(codeOf(creating), u"CANCELLED"_s);

    m_registration = std::make_unique<Registration>(*m_port, *m_desk, u"https://fleet.example"_s);
    m_port->asked.clear();
    const auto activating = start();
    m_port->answerCreation(record(MachineStatus::Draft));
    QTRY_COMPARE(m_port->asked, (QStringList{u"create"_s, u"update"_s}));
    m_registration.reset();
    QCOMPARE(codeOf(activating), u"CANCELLED"_s);
    m_port->answerUpdate(record(MachineStatus::Active));
}

void TestRegistration::goingAwayStopsTheNextStep()
{
    const auto future = start();
    m_port->answerCreation(record(MachineStatus::Draft));
    m_registration.reset();
    QCOMPARE(codeOf(future), u"CANCELLED"_s);
    // Another registration's answer comes after the first one's had its turn in the event loop.
    m_registration = std::make_unique<Registration>(*m_port, *m_desk, u"https://fleet.example"_s);
    const auto marker = m_registration->requestChallenge(identity());
    m_port->answerChallenge(challenge());
    QTRY_VERIFY(marker.isFinished());
    QCOMPARE(m_port->asked, (QStringList{u"create"_s, u"challenge did:peaq:42"_s}));
}

void TestRegistration::theOrchestratorGoingAwayCancels()
{
    const auto asked = m_registration->requestChallenge(identity());
    const auto creating = start();
    m_port.reset();
    QCOMPARE(codeOf(asked), u"CANCELLED"_s);
    QCOMPARE(codeOf(creating), u"CANCELLED"_s);
    QCOMPARE(codeOf(m_registration->requestChallenge(identity())), u"CANCELLED"_s);
    QCOMPARE(codeOf(start()), u"CANCELLED"_s);
}

void TestRegistration::cancellingTheFutureStopsTheNextStep()
{
    auto future = start();
    future.cancel();
    m_port->answerCreation(record(MachineStatus::Draft));
    const auto marker = m_registration->requestChallenge(identity());
    m_port->answerChallenge(challenge());
    QTRY_VERIFY(marker.isFinished());
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(m_port->asked, (QStringList{u"create"_s, u"challenge did:peaq:42"_s}));
}

void TestRegistration::answersFromAnotherThreadResumeHere()
{
    auto future = start();
    QThread *resumedIn = nullptr;
    auto seen = future.then([&resumedIn](const Result<Registration::Outcome> &outcome) {
        resumedIn = QThread::currentThread();
        return outcome.has_value();
    });
    std::thread(&FaultyOrchestrator::answerCreation, m_port.get(), record(MachineStatus::Draft)).join();
    QCOMPARE(m_port->asked, QStringList{u"create"_s});
    QTRY_COMPARE(m_port->asked, (QStringList{u"create"_s, u"update"_s}));
    std::thread(&FaultyOrchestrator::answerUpdate, m_port.get(), record(MachineStatus::Active)).join();
    QTRY_VERIFY(seen.isFinished());
    QVERIFY(seen.result());
    QCOMPARE(resumedIn, QThread::currentThread());
}

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
