// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofrenewal.h"

#include "evidencedesk.h"
#include "grantdesk.h"
#include "pendinganswer.h"
#include "portanswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A service that knows no proofs in a change takes the change and leaves the old proof.
Result<Machine> withTheProof(Result<Machine> updated, const QString &challengeId)
{
    if (!updated || (updated->identityProof && updated->identityProof->challengeId == challengeId))
        return updated;
    return fail(ErrorCode::BadResponse,
                u"The service took the change, but its answer does not carry the new proof: the machine is "
                "not proven again. Look whether this service can renew proofs."_s);
}

} // namespace

/// What is sent once it is signed.
struct ProofRenewal::Proving
{
    QString machineId;
    KeptProof proof;
};

ProofRenewal::ProofRenewal(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent)
    : ProofFlow(orchestrator, desk, std::move(place), parent)
{}

QCoro::Task<> ProofRenewal::signKeepAndSend(std::shared_ptr<PendingAnswer<Outcome>> answer,
                                            QPointer<Orchestrator> orchestrator,
                                            QPointer<EvidenceDesk> evidence, QFuture<Result<QString>> signing,
                                            Proving proving)
{
    const Result<QString> signature = co_await portAnswer(signing);
    if (!signature) {
        answer->give(Failure(signature.error()));
        co_return;
    }
    proving.proof.signature = *signature;
    if (answer->isSettled())
        co_return;
    const Result<qint64> number = co_await keepProof(evidence, proving.proof);
    if (!number) {
        answer->give(Failure(number.error()));
        co_return;
    }
    if (answer->isSettled() || !orchestrator)
        co_return;
    const QString challengeId = proving.proof.challenge.challengeId;
    MachinePatch patch;
    patch.identityProof = ProofInput{challengeId, *signature};
    Result<Machine> answered = co_await portAnswer(orchestrator->updateMachine(proving.machineId, patch));
    const Result<Machine> updated = withTheProof(std::move(answered), challengeId);
    const bool kept = evidence && *number > 0;
    if (!updated) {
        // Nobody waits for this: the refusal is the answer, and the proof is kept without it, too.
        if (kept)
            evidence->refuse(*number, updated.error());
        answer->give(Failure(updated.error()));
        co_return;
    }
    Outcome outcome{*updated, std::nullopt};
    if (kept) {
        const Result<void> completed = co_await portAnswer(evidence->complete(*number, *updated));
        if (!completed)
            outcome.evidenceError = completed.error();
    }
    answer->give(std::move(outcome));
}

QFuture<Result<ProofRenewal::Outcome>>
ProofRenewal::signAndSend(const Challenge &challenge, const Address &signer, const QString &machineId)
{
    return send(challenge, machineId, [this, &challenge, &signer] {
        return Signing{signer.text(), desk()->sign(challenge, signer)};
    });
}

QFuture<Result<ProofRenewal::Outcome>>
ProofRenewal::sendUnderApproval(const Challenge &challenge, const QString &instance, const QString &machineId)
{
    return send(challenge, machineId, [this, &challenge, &instance] {
        GrantDesk *const grants = desk()->grants();
        if (!grants || !grants->standing())
            return Signing{
                {},
                QtFuture::makeReadyFuture(Result<QString>(fail(
                    ErrorCode::VaultLocked, u"No approval to sign stands (any more). Give it again."_s)))};
        const QString signer = grants->standing()->signer().text();
        return Signing{signer, grants->sign(challenge, place(), instance)};
    });
}

QFuture<Result<ProofRenewal::Outcome>>
ProofRenewal::sendSignature(const Challenge &challenge, const QString &signature, const QString &machineId)
{
    return send(challenge, machineId, [&challenge, &signature] { return judged(challenge, signature); });
}

QFuture<Result<ProofRenewal::Outcome>>
ProofRenewal::send(const Challenge &challenge, const QString &machineId, const std::function<Signing()> &sign)
{
    const auto answer = remembered(std::make_shared<PendingAnswer<Outcome>>());
    if (!orchestrator() || !desk())
        return answer->future();
    const Signing signing = sign();
    signKeepAndSend(answer, orchestrator(), desk()->evidence(), signing.signature,
                    Proving{machineId, KeptProof{place(), challenge, signing.signer, {}}});
    return answer->future();
}

} // namespace muster
