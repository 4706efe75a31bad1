// SPDX-License-Identifier: GPL-3.0-or-later
#include "registration.h"

#include "evidencedesk.h"
#include "pendinganswer.h"
#include "portanswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using OutcomeAnswer = std::shared_ptr<PendingAnswer<Registration::Outcome>>;

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

} // namespace

/// What is sent once it is signed.
struct Registration::Proving
{
    NewMachine machine;
    KeptProof proof;
    bool activate = false;
};

Registration::Registration(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent)
    : ProofFlow(orchestrator, desk, std::move(place), parent)
{}

QCoro::Task<> Registration::signCreateAndActivate(std::shared_ptr<PendingAnswer<Outcome>> answer,
                                                  QPointer<Orchestrator> orchestrator,
                                                  QPointer<EvidenceDesk> evidence,
                                                  QFuture<Result<QString>> signing, Proving proving)
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

QFuture<Result<Registration::Outcome>> Registration::signAndCreate(const Challenge &challenge,
                                                                   const Address &signer,
                                                                   const NewMachine &machine, bool activate)
{
    return create(
        challenge,
        [this, &challenge, &signer] {
            return Signing{signer.text(), desk()->sign(challenge, signer)};
        },
        machine, activate);
}

QFuture<Result<Registration::Outcome>> Registration::createWithSignature(const Challenge &challenge,
                                                                         const QString &signature,
                                                                         const NewMachine &machine,
                                                                         bool activate)
{
    return create(
        challenge, [&challenge, &signature] { return judged(challenge, signature); }, machine, activate);
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
    if (!orchestrator() || !desk())
        return answer->future();
    NewMachine proven = machine;
    proven.identityRef = challenge.identityRef;
    proven.identityProof = ProofInput{challenge.challengeId, {}};
    const Signing signing = sign();
    signCreateAndActivate(
        answer, orchestrator(), desk()->evidence(), signing.signature,
        Proving{std::move(proven), KeptProof{place(), challenge, signing.signer, {}}, activate});
    return answer->future();
}

} // namespace muster
