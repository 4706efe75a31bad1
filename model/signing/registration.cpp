// SPDX-License-Identifier: GPL-3.0-or-later
#include "registration.h"

#include "evidencedesk.h"
#include "foreignsignature.h"
#include "pendinganswer.h"
#include "portanswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using ChallengeAnswer = std::shared_ptr<PendingAnswer<Challenge>>;
using OutcomeAnswer = std::shared_ptr<PendingAnswer<Registration::Outcome>>;

// The coroutines are free functions that share the answer with the Registration, never the Registration
// itself: it settles the answer when it goes, and a settled answer asks the service for nothing more.

QCoro::Task<> askForChallenge(ChallengeAnswer answer, QPointer<Orchestrator> orchestrator,
                              IdentityRef identity)
{
    Result<Challenge> challenge = co_await portAnswer(orchestrator->createChallenge(identity));
    answer->give(std::move(challenge));
}

/// What is sent once it is signed.
struct Proving
{
    NewMachine machine;
    KeptProof proof;
    bool activate = false;
};

Error notKept(const Error &error)
{
    Error told = error;
    told.message =
        u"The proof was not sent, because it could not be kept here first. %1"_s.arg(error.message);
    return told;
}

/// The proof's number in the evidence store; 0 where none is kept.
QCoro::Task<Result<qint64>> keepProof(QPointer<EvidenceDesk> evidence, KeptProof proof)
{
    if (!evidence)
        co_return qint64(0);
    Result<qint64> number = co_await portAnswer(evidence->keep(std::move(proof)));
    if (!number)
        co_return Failure(notKept(number.error()));
    co_return number;
}

QCoro::Task<> activateRecord(OutcomeAnswer answer, QPointer<Orchestrator> orchestrator,
                             QFuture<Result<void>> completing, Machine created, bool activate)
{
    Registration::Outcome outcome{created, std::nullopt, std::nullopt};
    if (const Result<void> completed = co_await portAnswer(completing); !completed)
        outcome.evidenceError = completed.error();
    if (activate) {
        if (answer->isSettled() || !orchestrator)
            co_return;
        MachinePatch activation;
        activation.status = MachineStatus::Active;
        Result<Machine> active = co_await portAnswer(orchestrator->updateMachine(created.id, activation));
        if (active)
            outcome.machine = *active;
        else
            outcome.activationError = active.error();
    }
    answer->give(std::move(outcome));
}

QCoro::Task<> signCreateAndActivate(OutcomeAnswer answer, QPointer<Orchestrator> orchestrator,
                                    QPointer<EvidenceDesk> evidence, QFuture<Result<QString>> signing,
                                    Proving proving)
{
    const Result<QString> signature = co_await portAnswer(signing);
    if (!signature) {
        answer->give(Failure(signature.error()));
        co_return;
    }
    if (answer->isSettled() || !orchestrator)
        co_return;
    proving.machine.identityProof->signature = *signature;
    proving.proof.signature = *signature;
    const Result<qint64> number = co_await keepProof(evidence, std::move(proving.proof));
    if (!number) {
        answer->give(Failure(number.error()));
        co_return;
    }
    if (answer->isSettled() || !orchestrator)
        co_return;
    Result<Machine> created = co_await portAnswer(orchestrator->createMachine(proving.machine));
    const bool kept = evidence && *number > 0;
    if (!created) {
        // Nobody waits for this: the refusal is the answer, and the proof is kept without it, too.
        if (kept)
            evidence->refuse(*number, created.error());
        answer->give(Failure(created.error()));
        co_return;
    }
    activateRecord(answer, orchestrator,
                   kept ? evidence->complete(*number, *created) : QtFuture::makeReadyFuture(Result<void>()),
                   *created, proving.activate);
}

} // namespace

Registration::Registration(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent)
    : QObject(parent)
    , m_orchestrator(&orchestrator)
    , m_desk(&desk)
    , m_place(std::move(place))
{
    connect(&orchestrator, &QObject::destroyed, this, &Registration::giveUp);
}

Registration::~Registration()
{
    giveUp();
}

QFuture<Result<Challenge>> Registration::requestChallenge(const IdentityRef &identity)
{
    const auto answer = remembered(std::make_shared<PendingAnswer<Challenge>>());
    if (m_orchestrator)
        askForChallenge(answer, m_orchestrator, identity);
    return answer->future();
}

QFuture<Result<Registration::Outcome>> Registration::signAndCreate(const Challenge &challenge,
                                                                   const Address &signer,
                                                                   const NewMachine &machine, bool activate)
{
    return create(
        challenge,
        [this, &challenge, &signer] {
            return Signing{signer.text(), m_desk->sign(challenge, signer)};
        },
        machine, activate);
}

QFuture<Result<Registration::Outcome>> Registration::createWithSignature(const Challenge &challenge,
                                                                         const QString &signature,
                                                                         const NewMachine &machine,
                                                                         bool activate)
{
    return create(
        challenge,
        [&challenge, &signature] {
            const ForeignSignature judged = judgeForeignSignature(challenge, signature.toUtf8());
            const Result<QString> good =
                judged.holds() ? Result<QString>(judged.signature)
                               : Failure(validationError({{u"/identityProof/signature"_s, judged.text}}));
            return Signing{judged.signer ? judged.signer->text() : QString(),
                           QtFuture::makeReadyFuture(good)};
        },
        machine, activate);
}

QFuture<Result<Registration::Outcome>> Registration::create(const Challenge &challenge,
                                                            const std::function<Signing()> &sign,
                                                            const NewMachine &machine, bool activate)
{
    const auto answer = remembered(std::make_shared<PendingAnswer<Outcome>>());
    if (machine.identityRef && *machine.identityRef != challenge.identityRef) {
        const QString message = u"The challenge is for %1, not for %2. Ask for a new challenge."_s.arg(
            challenge.identityRef.did(), machine.identityRef->did());
        answer->give(Failure(validationError({{u"/identityRef"_s, message}})));
        return answer->future();
    }
    if (!m_orchestrator || !m_desk)
        return answer->future();
    NewMachine proven = machine;
    proven.identityRef = challenge.identityRef;
    proven.identityProof = ProofInput{challenge.challengeId, {}};
    const Signing signing = sign();
    signCreateAndActivate(
        answer, m_orchestrator, m_desk->evidence(), signing.signature,
        Proving{std::move(proven), KeptProof{m_place, challenge, signing.signer, {}}, activate});
    return answer->future();
}

template <typename T>
std::shared_ptr<T> Registration::remembered(std::shared_ptr<T> pending)
{
    std::erase_if(m_underway, [](const std::weak_ptr<Pending> &underway) { return underway.expired(); });
    m_underway.push_back(pending);
    return pending;
}

void Registration::giveUp()
{
    // Moved out first: whoever waits may react by asking again.
    const std::vector<std::weak_ptr<Pending>> underway = std::exchange(m_underway, {});
    for (const std::weak_ptr<Pending> &weak : underway) {
        if (const std::shared_ptr<Pending> pending = weak.lock())
            pending->giveUp();
    }
}

} // namespace muster
