// SPDX-License-Identifier: GPL-3.0-or-later
#include "memoryorchestrator.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

template <typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}

Error notFound()
{
    return {ErrorCode::NotFound, u"There is no such machine."_s, {}, 0, {}};
}

} // namespace

Machine MemoryOrchestrator::machineNumber(int number)
{
    Machine machine;
    machine.id = u"mach_%1"_s.arg(qlonglong(number), 16, 16, QChar(u'0'));
    machine.displayName = u"Forklift %1"_s.arg(number);
    machine.status = MachineStatus::Active;
    machine.ownerId = u"owner-1"_s;
    machine.machineType = u"forklift"_s;
    machine.identityRef = *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
    machine.labels = {{u"site"_s, u"hall-%1"_s.arg(number % 3)}};
    machine.createdAt = {1'700'000'000'000 + number * 1000};
    machine.updatedAt = machine.createdAt;
    machine.revision = 1;
    return machine;
}

QFuture<Result<ServiceHealth>> MemoryOrchestrator::health()
{
    if (listFailure)
        return ready<ServiceHealth>(Failure(*listFailure));
    return ready<ServiceHealth>(ServiceHealth{true, u"orch_0000000000000001"_s, {}});
}

QFuture<Result<Readiness>> MemoryOrchestrator::readiness()
{
    return ready<Readiness>(Readiness{true, {}});
}

Result<MachinePage> MemoryOrchestrator::page(const MachineQuery &query) const
{
    if (listFailure)
        return Failure(*listFailure);
    const qsizetype from = query.cursor.isEmpty() ? 0 : query.cursor.toLongLong();
    MachinePage page{fleet.mid(from, query.limit), {}};
    for (Machine &machine : page.machines)
        machine.revision = listsRevisions ? machine.revision : 0;
    if (from + query.limit < fleet.size())
        page.nextCursor = QString::number(from + query.limit);
    return page;
}

QFuture<Result<MachinePage>> MemoryOrchestrator::listMachines(const MachineQuery &query)
{
    queries.append(query);
    if (!holdPages && !answersLater)
        return ready(page(query));
    QPromise<Result<MachinePage>> promise;
    promise.start();
    const auto future = promise.future();
    m_waiting.push_back({query, std::move(promise)});
    if (!holdPages)
        QTimer::singleShot(1, this, &MemoryOrchestrator::letPagesGo);
    return future;
}

AuditEvent MemoryOrchestrator::eventNumber(int number)
{
    return {u"evt_%1"_s.arg(qlonglong(number), 16, 16, QChar(u'0')),
            number % 2 == 0 ? u"platform"_s : u"desktop"_s,
            number % 3 == 0 ? u"machine.archived"_s : u"machine.updated"_s,
            u"machine"_s,
            machineNumber(number).id,
            {{u"before"_s, QJsonObject{{u"displayName"_s, u"Forklift"_s}}},
             {u"after"_s, QJsonObject{{u"displayName"_s, u"Forklift %1"_s.arg(number)}}}},
            {1'700'000'000'000 + number * 1000}};
}

Result<AuditPage> MemoryOrchestrator::page(const AuditQuery &query) const
{
    if (listFailure)
        return Failure(*listFailure);
    QList<AuditEvent> matching;
    for (const AuditEvent &event : events) {
        if ((query.actor.isEmpty() || query.actor == event.actor) &&
            (query.type.isEmpty() || query.type == event.type) &&
            (query.resourceId.isEmpty() || query.resourceId == event.resourceId))
            matching.append(event);
    }
    // The id of the last event of the page before: it stays good while events are added.
    qsizetype from = 0;
    while (!query.cursor.isEmpty() && from < matching.size() && matching.at(from++).id != query.cursor) {
    }
    AuditPage page{matching.mid(from, query.limit), {}};
    if (from + query.limit < matching.size())
        page.nextCursor = page.events.constLast().id;
    return page;
}

QFuture<Result<AuditPage>> MemoryOrchestrator::listAuditEvents(const AuditQuery &query)
{
    auditQueries.append(query);
    if (!holdPages)
        return ready(page(query));
    QPromise<Result<AuditPage>> promise;
    promise.start();
    const auto future = promise.future();
    m_waitingAudit.push_back({query, std::move(promise)});
    return future;
}

void MemoryOrchestrator::letPagesGo()
{
    auto waitingAudit = std::exchange(m_waitingAudit, {});
    for (WaitingAudit &each : waitingAudit) {
        each.promise.addResult(page(each.query));
        each.promise.finish();
    }
    auto waiting = std::exchange(m_waiting, {});
    for (Waiting &each : waiting) {
        each.promise.addResult(page(each.query));
        each.promise.finish();
    }
}

QFuture<Result<Machine>> MemoryOrchestrator::machine(const QString &id, bool)
{
    for (const Machine &machine : fleet) {
        if (machine.id == id)
            return ready<Machine>(machine);
    }
    return ready<Machine>(Failure(notFound()));
}

QFuture<Result<QByteArray>> MemoryOrchestrator::machineAnswer(const QString &id)
{
    const auto known = machine(id, true).result();
    return ready<QByteArray>(known.map(
        [](const Machine &machine) { return "{\"item\":{\"id\":\"" + machine.id.toUtf8() + "\"}}"; }));
}

QFuture<Result<Challenge>> MemoryOrchestrator::createChallenge(const IdentityRef &)
{
    return ready<Challenge>(fail(ErrorCode::NotImplemented, u"No challenges here."_s));
}

QFuture<Result<Machine>> MemoryOrchestrator::createMachine(const NewMachine &)
{
    return ready<Machine>(fail(ErrorCode::NotImplemented, u"No new machines here."_s));
}

QFuture<Result<Machine>> MemoryOrchestrator::updateMachine(const QString &id, const MachinePatch &patch,
                                                           std::optional<qint64> ifRevision)
{
    lastIfRevision = ifRevision;
    if (writeFailure)
        return ready<Machine>(Failure(*writeFailure));
    for (Machine &machine : fleet) {
        if (machine.id != id)
            continue;
        machine = patch.appliedTo(machine);
        ++machine.revision;
        emit machinesChanged({{machine}});
        return ready<Machine>(machine);
    }
    return ready<Machine>(Failure(notFound()));
}

QFuture<Result<void>> MemoryOrchestrator::archiveMachine(const QString &id, std::optional<qint64> ifRevision)
{
    MachinePatch patch;
    patch.status = MachineStatus::Archived;
    const auto answer = updateMachine(id, patch, ifRevision).result();
    return ready<void>(answer ? Result<void>() : Result<void>(Failure(answer.error())));
}

} // namespace muster
