// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecreation.h"

#include "auditnotes.h"
#include "controllersource.h"
#include "identityerrors.h"
#include "machinewrite.h"
#include "proofexaminer.h"
#include "recordid.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// How often the registry may change under one registration before the client has to come again.
constexpr int kRounds = 20;

} // namespace

MachineCreation::MachineCreation(const ServiceContext &context, StoreReader &reader,
                                 ControllerSource &controllers, const Caller &caller)
    : m_context(context)
    , m_reader(reader)
    , m_controllers(controllers)
    , m_caller(caller)
{}

Result<Machine> MachineCreation::run(const NewMachine &machine)
{
    const NewMachine tidy = machine.normalised();
    QList<Issue> issues = tidy.issues();
    if (!tidy.identityRef && (m_context.verificationRequired || tidy.identityProof))
        issues.append({u"/identityRef"_s, u"An identity reference is needed: did:peaq:<number>."_s});
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    if (m_context.verificationRequired && !tidy.identityProof)
        return fail(ErrorCode::MachineIdentityProofRequired,
                    u"A registration needs an identity proof; request a challenge, sign it and send both."_s,
                    {{u"reason"_s, QString(reason::kProofMissing)}});

    for (int round = 0; round < kRounds; ++round) {
        Result<Machine> answer = attempt(tidy);
        if (answer || !registryMoved(answer.error()))
            return answer;
    }
    return fail(ErrorCode::InternalError,
                u"The identity registry kept changing during the registration; send the request again."_s);
}

Result<Machine> MachineCreation::attempt(const NewMachine &machine)
{
    const Result<qint64> registryRevision = m_reader.registryRevision();
    if (!registryRevision)
        return Failure(registryRevision.error());
    const Result<std::optional<IdentityProof>> proof = judgeIdentity(machine);
    if (!proof)
        return Failure(proof.error());
    if (machine.identityRef) {
        if (const auto free = checkIdentityFree(*machine.identityRef); !free)
            return Failure(free.error());
    }

    const Machine made = draft(machine, *proof);
    MachineWrite write{made, std::nullopt, std::nullopt, std::nullopt,
                       creationEvent(m_context.clock, m_caller, made)};
    if (machine.identityRef)
        write.registryRevision = *registryRevision;
    write.verification = verificationAfter(made, m_controllers, m_context.clock);
    if (made.identityProof)
        write.consumes = made.identityProof->challengeId;
    if (const auto stored = storeMachine(m_context, write); !stored)
        return Failure(stored.error());
    return made;
}

Result<std::optional<IdentityProof>> MachineCreation::judgeIdentity(const NewMachine &machine)
{
    if (machine.identityProof) {
        ProofExaminer examiner(m_context, m_reader, m_controllers, m_caller);
        return examiner.examine(*machine.identityProof, *machine.identityRef).map([](IdentityProof proof) {
            return std::optional(std::move(proof));
        });
    }
    if (machine.identityRef) {
        if (const Result<Resolution> known = m_controllers.resolve(*machine.identityRef); !known)
            return Failure(known.error());
    }
    return std::nullopt;
}

Result<void> MachineCreation::checkIdentityFree(const IdentityRef &identity)
{
    const Result<std::optional<StoredMachine>> holder = m_reader.machineHolding(identity);
    if (!holder)
        return Failure(holder.error());
    if (*holder)
        return Failure(identityTaken(identity));
    return {};
}

Machine MachineCreation::draft(const NewMachine &machine, const std::optional<IdentityProof> &proof) const
{
    Machine made;
    made.id = newRecordId("mach_"_L1);
    made.displayName = machine.displayName;
    made.ownerId = machine.ownerId;
    made.machineType = machine.machineType;
    made.runtimeProfile = machine.runtimeProfile;
    made.capabilities = machine.capabilities;
    made.labels = machine.labels;
    made.policyIds = machine.policyIds;
    made.skillKeys = machine.skillKeys;
    made.identityRef = machine.identityRef;
    made.identityProof = proof;
    made.createdAt = m_context.clock.now();
    made.updatedAt = made.createdAt;
    made.revision = 1;
    return made;
}

} // namespace muster
