// SPDX-License-Identifier: GPL-3.0-or-later
#include "registration.h"

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

QCoro::Task<> signCreateAndActivate(OutcomeAnswer answer, QPointer<Orchestrator> orchestrator,
                                    QFuture<Result<QString>> signing, NewMachine machine, bool activate)
{
    const Result<QString> signature = co_await portAnswer(signing);
    if (!signature) {
        answer->give(Failure(signature.error()));
        co_return;
    }
    if (answer->isSettled() || !orchestrator)
        co_return;
    machine.identityProof->signature = *signature;
    Result<Machine> created = co_await portAnswer(orchestrator->createMachine(machine));
    if (!created) {
        answer->give(Failure(created.error()));
        co_return;
    }
    if (!activate) {
        answer->give(Registration::Outcome{*created, std::nullopt});
        co_return;
    }
    if (answer->isSettled() || !orchestrator)
        co_return;
    MachinePatch activation;
    activation.status = MachineStatus::Active;
    Result<Machine> active = co_await portAnswer(orchestrator->updateMachine(created->id, activation));
    if (active)
        answer->give(Registration::Outcome{*active, std::nullopt});
    else
        answer->give(Registration::Outcome{*created, active.error()});
}

} // namespace

Registration::Registration(Orchestrator &orchestrator, SigningDesk &desk, QObject *parent)
    : QObject(parent)
    , m_orchestrator(&orchestrator)
    , m_desk(&desk)
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
    signCreateAndActivate(answer, m_orchestrator, m_desk->sign(challenge, signer), std::move(proven),
                          activate);
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
