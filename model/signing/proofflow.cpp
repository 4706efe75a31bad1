// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofflow.h"

#include "evidencedesk.h"
#include "foreignsignature.h"
#include "pendinganswer.h"
#include "portanswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Coroutines of flows are functions that share the answer with the flow, never the flow itself: it settles
// the answer when it goes, and a settled answer asks the service for nothing more.

QCoro::Task<> askForChallenge(std::shared_ptr<PendingAnswer<Challenge>> answer,
                              QPointer<Orchestrator> orchestrator, IdentityRef identity)
{
    Result<Challenge> challenge = co_await portAnswer(orchestrator->createChallenge(identity));
    answer->give(std::move(challenge));
}

Error notKept(const Error &error)
{
    Error told = error;
    told.message =
        u"The proof was not sent, because it could not be kept here first. %1"_s.arg(error.message);
    return told;
}

} // namespace

ProofFlow::ProofFlow(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent)
    : QObject(parent)
    , m_orchestrator(&orchestrator)
    , m_desk(&desk)
    , m_place(std::move(place))
{
    connect(&orchestrator, &QObject::destroyed, this, &ProofFlow::giveUp);
}

ProofFlow::~ProofFlow()
{
    giveUp();
}

QFuture<Result<Challenge>> ProofFlow::requestChallenge(const IdentityRef &identity)
{
    const auto answer = remembered(std::make_shared<PendingAnswer<Challenge>>());
    if (m_orchestrator)
        askForChallenge(answer, m_orchestrator, identity);
    return answer->future();
}

ProofFlow::Signing ProofFlow::judged(const Challenge &challenge, const QString &signature)
{
    const ForeignSignature judgement = judgeForeignSignature(challenge, signature.toUtf8());
    const Result<QString> good =
        judgement.holds() ? Result<QString>(judgement.signature)
                          : Failure(validationError({{u"/identityProof/signature"_s, judgement.text}}));
    return {judgement.signer ? judgement.signer->text() : QString(), QtFuture::makeReadyFuture(good)};
}

QCoro::Task<Result<qint64>> ProofFlow::keepProof(QPointer<EvidenceDesk> evidence, KeptProof proof)
{
    if (!evidence)
        co_return qint64(0);
    Result<qint64> number = co_await portAnswer(evidence->keep(std::move(proof)));
    if (!number)
        co_return Failure(notKept(number.error()));
    co_return number;
}

void ProofFlow::remember(const std::shared_ptr<Pending> &pending)
{
    std::erase_if(m_underway, [](const std::weak_ptr<Pending> &underway) { return underway.expired(); });
    m_underway.push_back(pending);
}

void ProofFlow::giveUp()
{
    // Moved out first: whoever waits may react by asking again.
    const std::vector<std::weak_ptr<Pending>> underway = std::exchange(m_underway, {});
    for (const std::weak_ptr<Pending> &weak : underway) {
        if (const std::shared_ptr<Pending> pending = weak.lock())
            pending->giveUp();
    }
}

} // namespace muster
