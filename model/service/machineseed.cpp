// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineseed.h"

#include "auditevent.h"
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

Result<void> planRecord(ServiceStack &stack, Machine machine, const QString &place, SeedPlan &plan,
                        QList<Issue> &issues)
{
    const auto held = stack.reader().machine(machine.id);
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
        const auto entry = stack.reader().registryEntry(*machine.identityRef);
        if (!entry)
            return Failure(entry.error());
        if (!*entry)
            plan.entries.append({*machine.identityRef,
                                 machine.identityProof->controllerAddresses,
                                 {},
                                 machine.displayName,
                                 true,
                                 true});
    }
    const QByteArray document = stack.context().renderer.render(machine);
    plan.rows.append({std::move(machine), 0, document});
    return {};
}

Result<SeedPlan> planSeed(ServiceStack &stack, const QList<Machine> &machines)
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
        if (const auto planned = planRecord(stack, machines.at(i), place, plan, issues); !planned)
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

Result<void> store(WriteSession &session, const SeedPlan &plan, Timestamp now)
{
    for (const RegistryEntry &entry : plan.entries) {
        if (const auto stored = session.upsertRegistryEntry(entry); !stored)
            return stored;
    }
    for (const StoredMachine &row : plan.rows) {
        if (const auto stored = session.insertMachine(row.machine, row.document); !stored)
            return stored;
        if (const auto noted = session.appendAuditEvent(seededEvent(row.machine, now)); !noted)
            return noted;
    }
    return {};
}

} // namespace

Result<SeedOutcome> seedMachines(ServiceStack &stack, const QList<Machine> &machines)
{
    const auto plan = planSeed(stack, machines);
    if (!plan)
        return Failure(plan.error());
    const ServiceContext &context = stack.context();
    const Timestamp now = context.clock.now();
    const auto stored = context.writer.write([&](WriteSession &session) {
        session.onCommitted([&context, rows = plan->rows] {
            for (const StoredMachine &row : rows)
                context.feed.publish({row.machine});
        });
        return store(session, *plan, now);
    });
    if (!stored)
        return Failure(stored.error());
    return SeedOutcome{plan->rows.size(), plan->known};
}

} // namespace muster
