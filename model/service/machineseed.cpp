// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineseed.h"

#include "auditnotes.h"
#include "keptsignature.h"
#include "machinerenderer.h"
#include "recordid.h"
#include "servicestack.h"
#include "storereader.h"
#include "storewriter.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct SeedPlan
{
    QList<StoredMachine> rows;
    QList<RegistryEntry> entries;
    qsizetype known = 0;
};

std::optional<Issue> faultOf(const Machine &machine, const QString &place)
{
    if (machine.identityProof && !machine.identityProof->evidence)
        return Issue{
            place + u"/identityProof/evidence"_s,
            u"The message and signature behind the proof are needed; export the machines with them."_s};
    if (machine.identityProof && !keptSigner(machine))
        return Issue{place + u"/identityProof"_s,
                     u"The signature does not belong to this identity and signer."_s};
    if (!machine.identityProof && machine.status != MachineStatus::Draft &&
        machine.status != MachineStatus::Archived)
        return Issue{place + u"/identityProof"_s, u"Only a draft may stand without a proof."_s};
    return std::nullopt;
}

/// What the workspace holds before the seed comes: what is stored, or after a reset the identities that come
/// first.
class Holdings
{
public:
    explicit Holdings(StoreReader &reader)
        : m_reader(&reader)
    {}
    explicit Holdings(const QList<RegistryEntry> &entries)
    {
        for (const RegistryEntry &entry : entries)
            m_identities.insert(entry.identityRef.did());
    }

    Result<bool> holdsMachine(const QString &id) const
    {
        if (!m_reader)
            return false;
        return m_reader->machine(id).map([](const auto &row) { return row.has_value(); });
    }

    Result<bool> knows(const IdentityRef &identity) const
    {
        if (!m_reader)
            return m_identities.contains(identity.did());
        return m_reader->registryEntry(identity).map([](const auto &entry) { return entry.has_value(); });
    }

private:
    StoreReader *m_reader = nullptr;
    QSet<QString> m_identities;
};

Result<void> planRecord(const Holdings &holdings, const MachineRenderer &renderer, Machine machine,
                        const QString &place, SeedPlan &plan, QList<Issue> &issues)
{
    const auto held = holdings.holdsMachine(machine.id);
    if (!held)
        return Failure(held.error());
    if (*held) {
        ++plan.known;
        return {};
    }
    if (const auto fault = faultOf(machine, place)) {
        issues.append(*fault);
        return {};
    }
    machine.revision = 1;
    machine.verification.reset();
    if (machine.identityRef && machine.identityProof) {
        const auto known = holdings.knows(*machine.identityRef);
        if (!known)
            return Failure(known.error());
        if (!*known)
            plan.entries.append({*machine.identityRef,
                                 machine.identityProof->controllerAddresses,
                                 {},
                                 machine.displayName,
                                 true,
                                 true});
    }
    const QByteArray document = renderer.render(machine);
    plan.rows.append({std::move(machine), 0, document});
    return {};
}

Result<SeedPlan> planSeed(const Holdings &holdings, const MachineRenderer &renderer,
                          const QList<Machine> &machines)
{
    SeedPlan plan;
    QList<Issue> issues;
    QSet<QString> ids;
    for (qsizetype i = 0; i < machines.size(); ++i) {
        const QString place = u'/' + QString::number(i);
        if (ids.contains(machines.at(i).id)) {
            issues.append({place + u"/id"_s, u"This id stands twice."_s});
            continue;
        }
        ids.insert(machines.at(i).id);
        if (const auto planned = planRecord(holdings, renderer, machines.at(i), place, plan, issues);
            !planned)
            return Failure(planned.error());
    }
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return plan;
}

AuditEvent seededEvent(const Machine &machine, Timestamp now)
{
    return {newRecordId("evt_"_L1),
            u"system"_s,
            u"machine.seeded"_s,
            u"machine"_s,
            machine.id,
            {{u"status"_s, machineStatusName(machine.status)}},
            now};
}

Result<void> store(const ServiceContext &context, WriteSession &session, const SeedPlan &plan, Timestamp now)
{
    for (const RegistryEntry &entry : plan.entries) {
        if (auto stored = session.upsertRegistryEntry(entry); !stored)
            return stored;
        const AuditEvent event =
            registryEvent(context.clock, {u"system"_s}, entry.identityRef, std::nullopt, entry);
        if (auto noted = session.appendAuditEvent(event); !noted)
            return noted;
    }
    for (const StoredMachine &row : plan.rows) {
        if (auto stored = session.insertMachine(row.machine, row.document); !stored)
            return stored;
        if (auto noted = session.appendAuditEvent(seededEvent(row.machine, now)); !noted)
            return noted;
    }
    return {};
}

/// One write: the steps of `before`, then the plan.
Result<SeedOutcome> storePlan(const ServiceContext &context, const SeedPlan &plan,
                              const std::function<Result<void>(WriteSession &)> &before)
{
    const Timestamp now = context.clock.now();
    const auto stored = context.writer.write([&](WriteSession &session) -> Result<void> {
        if (auto prepared = before(session); !prepared)
            return prepared;
        session.onCommitted([&context, rows = plan.rows] {
            for (const StoredMachine &row : rows)
                context.feed.publish({row.machine});
        });
        return store(context, session, plan, now);
    });
    if (!stored)
        return Failure(stored.error());
    return SeedOutcome{plan.rows.size(), plan.known};
}

} // namespace

Result<SeedOutcome> seedMachines(ServiceStack &stack, const QList<Machine> &machines)
{
    const auto plan = planSeed(Holdings(stack.reader()), stack.context().renderer, machines);
    if (!plan)
        return Failure(plan.error());
    return storePlan(stack.context(), *plan, [](WriteSession &) { return Result<void>(); });
}

Result<SeedOutcome> resetWorkspace(ServiceStack &stack, const WorkspaceContent &content)
{
    const ServiceContext &context = stack.context();
    const auto plan = planSeed(Holdings(content.entries), context.renderer, content.machines);
    if (!plan)
        return Failure(plan.error());
    const AuditEvent event =
        auditEvent(context.clock, {u"system"_s}, u"workspace.reset"_s, {u"workspace"_s, context.instanceId},
                   {{u"machines"_s, content.machines.size()}, {u"identities"_s, content.entries.size()}});
    return storePlan(context, *plan, [&](WriteSession &session) -> Result<void> {
        if (auto cleared = session.clearRecords(); !cleared)
            return cleared;
        if (auto noted = session.appendAuditEvent(event); !noted)
            return noted;
        for (const RegistryEntry &entry : content.entries) {
            if (auto stored = session.upsertRegistryEntry(entry); !stored)
                return stored;
        }
        return {};
    });
}

} // namespace muster
