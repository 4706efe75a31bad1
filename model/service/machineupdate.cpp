// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineupdate.h"

#include "controllersource.h"
#include "identityerrors.h"
#include "identityverifier.h"
#include "machinewrite.h"
#include "proofexaminer.h"
#include "recorderrors.h"
#include "servicestack.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Each round that fails means that somebody else's write succeeded; this bounds the wait of a caller under
/// load.
constexpr int kRounds = 100;

bool changesNothingArchived(const MachinePatch &patch)
{
    MachinePatch same;
    same.status = MachineStatus::Archived;
    return patch.isEmpty() || patch == same;
}

} // namespace

MachineUpdate::MachineUpdate(const ServiceContext &context, StoreReader &reader,
                             ControllerSource &controllers, const Caller &caller)
    : m_context(context)
    , m_reader(reader)
    , m_controllers(controllers)
    , m_caller(caller)
{}

Result<Machine> MachineUpdate::run(const QString &id, const MachinePatch &patch,
                                   std::optional<qint64> ifRevision)
{
    const MachinePatch tidy = patch.normalised();
    if (const QList<Issue> issues = tidy.issues(); !issues.isEmpty())
        return Failure(validationError(issues));
    for (int round = 0; round < kRounds; ++round) {
        Result<Machine> answer = attempt(id, tidy, ifRevision);
        if (answer || answer.error().code != ErrorCode::PreconditionFailed)
            return answer;
        if (ifRevision && !registryMoved(answer.error()))
            return answer;
    }
    return fail(ErrorCode::InternalError,
                u"The record kept changing while it was to be changed here; send the request again."_s);
}

Result<Machine> MachineUpdate::attempt(const QString &id, const MachinePatch &patch,
                                       std::optional<qint64> ifRevision)
{
    const Result<qint64> registryRevision = m_reader.registryRevision();
    if (!registryRevision)
        return Failure(registryRevision.error());
    const Result<std::optional<StoredMachine>> row = m_reader.machine(id);
    if (!row)
        return Failure(row.error());
    if (!*row)
        return Failure(machineNotFound(id));
    const Machine &before = (*row)->machine;
    if (ifRevision && *ifRevision != before.revision)
        return Failure(machineMoved(before.revision));
    if (patch.identityRef && before.identityRef && *patch.identityRef != *before.identityRef)
        return fail(
            ErrorCode::MachineIdentityImmutable,
            u"The machine's identity is %1 and cannot be changed; register a new machine instead."_s.arg(
                before.identityRef->did()),
            {{u"identityRef"_s, before.identityRef->did()}});

    Result<Machine> identified = withIdentity(before, patch);
    if (!identified)
        return identified;
    const Machine after = patch.appliedTo(*identified);
    if (const auto legal = checkLifecycle(before, after, patch); !legal)
        return Failure(legal.error());
    if (after == before)
        return before;
    return store(before, after, patch, *registryRevision);
}

Result<Machine> MachineUpdate::withIdentity(const Machine &before, const MachinePatch &patch)
{
    Machine after = before;
    if (!after.identityRef)
        after.identityRef = patch.identityRef;
    if (patch.identityProof) {
        if (!after.identityRef)
            return Failure(
                validationError({{u"/identityRef"_s, u"A proof needs the identity that it proves."_s}}));
        ProofExaminer examiner(m_context, m_reader, m_controllers, m_caller);
        const Result<IdentityProof> proof = examiner.examine(*patch.identityProof, *after.identityRef);
        if (!proof)
            return Failure(proof.error());
        after.identityProof = *proof;
    } else if (const auto kept = checkKeptProof(after, patch); !kept) {
        return Failure(kept.error());
    }
    if (!before.identityRef && after.identityRef) {
        if (const auto free = checkIdentityFree(before, *after.identityRef); !free)
            return Failure(free.error());
    }
    return after;
}

Result<void> MachineUpdate::checkIdentityFree(const Machine &before, const IdentityRef &identity)
{
    const Result<std::optional<StoredMachine>> holder = m_reader.machineHolding(identity);
    if (!holder)
        return Failure(holder.error());
    if (*holder && (*holder)->machine.id != before.id)
        return Failure(identityTaken(identity));
    return {};
}

Result<void> MachineUpdate::checkKeptProof(const Machine &machine, const MachinePatch &patch)
{
    if (machine.status == MachineStatus::Archived || patch.isSafetyMove())
        return {};
    if (!machine.identityProof && !m_context.verificationRequired)
        return checkWithoutProof(machine, patch);
    return IdentityVerifier(m_controllers, m_context.clock, IdentityVerifier::Asks::Now, keptTexts(m_context))
        .demandVerified(machine);
}

// Only with verification optional: an identity that is set now must at least be one.
Result<void> MachineUpdate::checkWithoutProof(const Machine &machine, const MachinePatch &patch)
{
    if (!patch.identityRef)
        return {};
    const Result<Resolution> resolution = m_controllers.resolve(*machine.identityRef);
    if (!resolution)
        return Failure(notActivatedFrom(resolution.error()));
    return {};
}

Result<void> MachineUpdate::checkLifecycle(const Machine &before, const Machine &after,
                                           const MachinePatch &patch) const
{
    if (before.status == MachineStatus::Archived) {
        if (changesNothingArchived(patch))
            return {};
        return fail(ErrorCode::MachineNotActive,
                    u"The machine is archived and cannot be changed; register its identity anew instead."_s,
                    {{u"status"_s, machineStatusName(before.status)}});
    }
    if (auto legal = checkStatusMove(before.status, after.status); !legal)
        return legal;
    if (needsVerifiedIdentity(before.status, after.status) && !after.identityProof)
        return Failure(machineNotActivated(reason::kProofMissing));
    return {};
}

Result<Machine> MachineUpdate::store(const Machine &before, Machine after, const MachinePatch &patch,
                                     qint64 registryRevision)
{
    after.revision = before.revision + 1;
    after.updatedAt = std::max(before.updatedAt, m_context.clock.now());
    MachineWrite write{after, before.revision, std::nullopt, std::nullopt,
                       updateEvent(m_context.clock, m_caller, before, after)};
    if (!patch.isSafetyMove()) {
        write.registryRevision = registryRevision;
        write.verification = verificationAfter(after, m_controllers, m_context.clock);
    }
    if (patch.identityProof)
        write.consumes = after.identityProof->challengeId;
    if (const auto stored = storeMachine(m_context, write); !stored)
        return Failure(stored.error());
    return after;
}

} // namespace muster
