// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineregistry.h"

#include "audithistory.h"
#include "auditnotes.h"
#include "challengetext.h"
#include "controllersource.h"
#include "identityerrors.h"
#include "identityresolver.h"
#include "identityverifier.h"
#include "machinecreation.h"
#include "machinelisting.h"
#include "machineupdate.h"
#include "movableclock.h"
#include "recorderrors.h"
#include "recordid.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {

MachineRegistry::MachineRegistry(const ServiceContext &context, StoreReader &reader,
                                 ControllerSource &controllers)
    : m_context(context)
    , m_reader(reader)
    , m_controllers(controllers)
{}

Result<Challenge> MachineRegistry::createChallenge(const IdentityRef &identity, const Caller &caller)
{
    const Result<Resolution> resolution = m_controllers.resolve(identity);
    if (!resolution)
        return Failure(resolution.error());

    const Timestamp now = m_context.clock.now();
    const ChallengeFacts facts{identity,
                               newRecordId("mic_"_L1),
                               m_context.instanceId,
                               newNonce(),
                               now,
                               now.plusSeconds(m_context.challengeSeconds)};
    const StoredChallenge stored{{facts.challengeId, identity,
                                  m_context.texts->text(facts, resolution->controllers), facts.expiresAt,
                                  resolution->controllers},
                                 now,
                                 0,
                                 std::nullopt};
    const AuditEvent event = auditEvent(
        m_context.clock, caller, u"challenge.created"_s, {u"challenge"_s, facts.challengeId, identity},
        {{u"identityRef"_s, identity.did()}, {u"expiresAt"_s, facts.expiresAt.text()}});
    const Result<void> written = m_context.writer.write([&](WriteSession &session) {
        return session.insertChallenge(stored).and_then([&] { return session.appendAuditEvent(event); });
    });
    if (!written)
        return Failure(written.error());
    return stored.challenge;
}

Result<Machine> MachineRegistry::create(const NewMachine &machine, const Caller &caller)
{
    return MachineCreation(m_context, m_reader, m_controllers, caller).run(machine);
}

Result<StoredPage> MachineRegistry::list(const MachineQuery &query)
{
    IdentityVerifier verifier(m_controllers, m_context.clock, IdentityVerifier::Asks::LastKnown,
                              keptTexts(m_context));
    return MachineListing(m_reader, verifier, m_context.clock).page(query);
}

Result<Machine> MachineRegistry::machine(const QString &id, bool anyVerification)
{
    Result<std::optional<StoredMachine>> row = m_reader.machine(id);
    if (!row)
        return Failure(row.error());
    if (!*row)
        return Failure(machineNotFound(id));
    Machine &machine = (*row)->machine;

    if (machine.status == MachineStatus::Archived) {
        if (anyVerification)
            machine.verification = Verification{Verification::State::NotChecked, {}, m_context.clock.now()};
        return machine;
    }
    const auto judgement =
        IdentityVerifier(m_controllers, m_context.clock, IdentityVerifier::Asks::Now, keptTexts(m_context))
            .judge(machine);
    if (!judgement)
        return Failure(judgement.error());
    if (anyVerification) {
        machine.verification = judgement->verification;
        return machine;
    }
    const bool mayLackProof = !m_context.verificationRequired && !machine.identityProof;
    if (judgement->refusal && !mayLackProof)
        return Failure(*judgement->refusal);
    return machine;
}

Result<Machine> MachineRegistry::update(const QString &id, const MachinePatch &patch,
                                        std::optional<qint64> ifRevision, const Caller &caller)
{
    return MachineUpdate(m_context, m_reader, m_controllers, caller).run(id, patch, ifRevision);
}

Result<void> MachineRegistry::archive(const QString &id, std::optional<qint64> ifRevision,
                                      const Caller &caller)
{
    MachinePatch patch;
    patch.status = MachineStatus::Archived;
    const Result<Machine> archived = update(id, patch, ifRevision, caller);
    if (!archived)
        return Failure(archived.error());
    return {};
}

Result<AuditPage> MachineRegistry::auditEvents(const AuditQuery &query)
{
    return AuditHistory(m_reader).page(query);
}

ServiceHealth MachineRegistry::health() const
{
    return {true,
            m_context.instanceId,
            {u"verification"_s, u"evidence"_s, u"etag"_s, u"audit"_s,
             m_context.verificationRequired ? u"proof-required"_s : u"proof-optional"_s}};
}

Readiness MachineRegistry::readiness()
{
    const Result<void> database = m_reader.check();
    const Readiness::Check databaseCheck{u"database"_s, database.has_value(),
                                         database ? u"The database answers."_s : database.error().message};
    QList<Readiness::Check> checks{databaseCheck,
                                   m_context.resolver ? m_context.resolver->check() : checkRegistry()};
    const bool ready = database && checks.last().pass;
    // Whoever wonders about dates must see that somebody moved the clock.
    if (const qint64 offset = m_context.clock.simulatedOffset(); offset != 0)
        checks.append({u"clock"_s, true, clockSentence(offset)});
    if (const QString text = m_context.texts->name(); !text.isEmpty())
        checks.append({u"challenge-text"_s, true, challengeTextSentence(text)});
    return {ready, checks};
}

Readiness::Check MachineRegistry::checkRegistry()
{
    const Result<qint64> registry = m_reader.registryRevision();
    return {u"identity-registry"_s, registry.has_value(),
            registry ? u"The embedded registry answers."_s : registry.error().message};
}

} // namespace muster
