// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedorchestrator.h"

#include "clock.h"
#include "keccak.h"
#include "signature.h"

#include <QPromise>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QByteArray contractText(const Challenge &challenge, const QString &instance, Timestamp issued)
{
    const QStringList lines{u"peaqOS Machine Markets identity challenge"_s,
                            QString(),
                            u"Machine: "_s + challenge.identityRef.did(),
                            u"Challenge: "_s + challenge.challengeId,
                            u"Orchestrator: "_s + instance,
                            u"Nonce: "_s + QString(64, u'7'),
                            u"Issued At: "_s + issued.text(),
                            u"Expires At: "_s + challenge.expiresAt.text()};
    return lines.join(u'\n').toUtf8();
}

Error notFound()
{
    return {ErrorCode::NotFound, u"There is no such machine."_s, {}, 0, {}};
}

Failure wrongProof(const QString &reason)
{
    return fail(ErrorCode::MachineIdentityProofInvalid, u"The proof was refused."_s, {{u"reason"_s, reason}});
}

} // namespace

template <typename T>
QFuture<Result<T>> ScriptedOrchestrator::answer(std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto give = [promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    };
    if (hold)
        m_held.append(give);
    else
        give();
    return promise->future();
}

void ScriptedOrchestrator::release()
{
    const auto held = std::exchange(m_held, {});
    for (const auto &give : held)
        give();
}

void ScriptedOrchestrator::changeBehind(const Machine &machine)
{
    machines.insert(machine.id, machine);
    emit machinesChanged({MachineChange{machine}});
}

QFuture<Result<ServiceHealth>> ScriptedOrchestrator::health()
{
    return answer<ServiceHealth>([this]() -> Result<ServiceHealth> {
        if (healthError)
            return Failure(*healthError);
        return ServiceHealth{true, healthInstance.value_or(instance), {}};
    });
}

QFuture<Result<Readiness>> ScriptedOrchestrator::readiness()
{
    return answer<Readiness>([] { return Result<Readiness>(Readiness{true, {}}); });
}

QFuture<Result<MachinePage>> ScriptedOrchestrator::listMachines(const MachineQuery &)
{
    return answer<MachinePage>([this] {
        return Result<MachinePage>(MachinePage{machines.values(), std::nullopt});
    });
}

QFuture<Result<Machine>> ScriptedOrchestrator::machine(const QString &id, bool)
{
    return answer<Machine>([this, id] {
        return machines.contains(id) ? Result<Machine>(machines.value(id))
                                     : Result<Machine>(Failure(notFound()));
    });
}

QFuture<Result<QByteArray>> ScriptedOrchestrator::machineAnswer(const QString &id)
{
    return answer<QByteArray>([this, id]() -> Result<QByteArray> {
        if (!machines.contains(id))
            return Failure(notFound());
        return QByteArray("{\"item\":{\"id\":\"" + id.toUtf8() + "\"}}");
    });
}

QFuture<Result<Challenge>> ScriptedOrchestrator::createChallenge(const IdentityRef &identity)
{
    return answer<Challenge>([this, identity]() -> Result<Challenge> {
        if (challengeError)
            return Failure(*std::exchange(challengeError, std::nullopt));
        challenges.append(makeChallenge(identity));
        return challenges.last();
    });
}

Challenge ScriptedOrchestrator::makeChallenge(const IdentityRef &identity) const
{
    const Timestamp now = SystemClock().now();
    const QString id = u"mic_%1"_s.arg(challenges.size() + 1, 16, 16, QChar(u'0'));
    Challenge challenge{id, identity, {}, {now.milliseconds + challengeMilliseconds}, controllers};
    challenge.message = challengeText.value_or(contractText(challenge, instance, now));
    return challenge;
}

QFuture<Result<Machine>> ScriptedOrchestrator::createMachine(const NewMachine &machine)
{
    return answer<Machine>([this, machine] { return create(machine); });
}

Result<Machine> ScriptedOrchestrator::create(const NewMachine &machine)
{
    if (createError)
        return Failure(*std::exchange(createError, std::nullopt));
    Result<IdentityProof> proof = prove(machine);
    if (!proof)
        return Failure(proof.error());
    created.append(machine);
    Machine made;
    made.id = u"mach_%1"_s.arg(created.size(), 16, 16, QChar(u'0'));
    made.displayName = machine.displayName;
    made.ownerId = machine.ownerId;
    made.machineType = machine.machineType;
    made.runtimeProfile = machine.runtimeProfile;
    made.capabilities = machine.capabilities;
    made.labels = machine.labels;
    made.identityRef = machine.identityRef;
    made.identityProof = *proof;
    made.revision = 1;
    machines.insert(made.id, made);
    return made;
}

Result<IdentityProof> ScriptedOrchestrator::prove(const NewMachine &machine) const
{
    const ProofInput proof = machine.identityProof.value_or(ProofInput{});
    for (const Challenge &challenge : challenges) {
        if (challenge.challengeId != proof.challengeId)
            continue;
        const std::optional<Signature> signature = Signature::parse(proof.signature);
        if (!signature)
            return wrongProof(u"malformed_signature"_s);
        const std::optional<Address> signer =
            recoverSigner(personalMessageDigest(challenge.message), *signature);
        if (!signer || !controllers.contains(signer->text()))
            return wrongProof(u"signer_not_controller"_s);
        return IdentityProof{challenge.identityRef, signer->text(),      challenge.challengeId,
                             SystemClock().now(),   challenge.expiresAt, controllers,
                             std::nullopt};
    }
    return wrongProof(u"unknown_challenge"_s);
}

QFuture<Result<Machine>> ScriptedOrchestrator::updateMachine(const QString &id, const MachinePatch &patch,
                                                             std::optional<qint64> ifRevision)
{
    const Update change{id, patch, ifRevision};
    return answer<Machine>([this, change] { return update(change); });
}

Result<Machine> ScriptedOrchestrator::update(const Update &change)
{
    updates.append(change);
    if (updateError)
        return Failure(*std::exchange(updateError, std::nullopt));
    if (!machines.contains(change.id))
        return Failure(notFound());
    Machine machine = machines.value(change.id);
    if (change.ifRevision && *change.ifRevision != machine.revision)
        return fail(ErrorCode::PreconditionFailed, u"The record has another revision."_s);
    machine = change.patch.appliedTo(machine);
    ++machine.revision;
    machines.insert(machine.id, machine);
    emit machinesChanged({MachineChange{machine}});
    return machine;
}

QFuture<Result<void>> ScriptedOrchestrator::archiveMachine(const QString &id,
                                                           std::optional<qint64> ifRevision)
{
    MachinePatch patch;
    patch.status = MachineStatus::Archived;
    const Update change{id, patch, ifRevision};
    return answer<void>([this, change]() -> Result<void> {
        const Result<Machine> answered = update(change);
        return answered ? Result<void>() : Result<void>(Failure(answered.error()));
    });
}

QFuture<Result<AuditPage>> ScriptedOrchestrator::listAuditEvents(const AuditQuery &)
{
    return answer<AuditPage>([]() -> Result<AuditPage> { return AuditPage{}; });
}

} // namespace muster
