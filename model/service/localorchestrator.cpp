// SPDX-License-Identifier: GPL-3.0-or-later
#include "localorchestrator.h"

#include "changesubscription.h"
#include "machineregistry.h"
#include "stackworker.h"

#include <QPromise>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Caller desktop()
{
    return {u"desktop"_s};
}

MachinePage pageOf(StoredPage stored)
{
    MachinePage page;
    page.nextCursor = stored.nextCursor;
    page.machines.reserve(stored.rows.size());
    for (StoredMachine &row : stored.rows)
        page.machines.append(std::move(row.machine));
    return page;
}

} // namespace

LocalOrchestrator::LocalOrchestrator(StackFactory makeStack, ChangeFeed &feed, QObject *parent)
    : Orchestrator(parent)
    , m_worker(std::make_unique<StackWorker>(std::move(makeStack)))
    , m_subscription(feed.subscribe(
          this, [this](const QList<MachineChange> &changes) { emit machinesChanged(changes); }))
{}

LocalOrchestrator::~LocalOrchestrator() = default;

// The promise is shared because a job has to be copyable.
template <typename T>
QFuture<Result<T>> LocalOrchestrator::ask(std::function<Result<T>(MachineRegistry &)> call)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_worker->post([promise, call = std::move(call)](const Result<ServiceStack *> &stack) {
        promise->addResult(stack ? call((*stack)->machines()) : Result<T>(Failure(stack.error())));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<ServiceHealth>> LocalOrchestrator::health()
{
    return ask<ServiceHealth>([](MachineRegistry &machines) { return machines.health(); });
}

QFuture<Result<Readiness>> LocalOrchestrator::readiness()
{
    return ask<Readiness>([](MachineRegistry &machines) { return machines.readiness(); });
}

QFuture<Result<MachinePage>> LocalOrchestrator::listMachines(const MachineQuery &query)
{
    return ask<MachinePage>([query](MachineRegistry &machines) { return machines.list(query).map(pageOf); });
}

QFuture<Result<Machine>> LocalOrchestrator::machine(const QString &id)
{
    return ask<Machine>([id](MachineRegistry &machines) { return machines.machine(id); });
}

QFuture<Result<Challenge>> LocalOrchestrator::createChallenge(const IdentityRef &identity)
{
    return ask<Challenge>(
        [identity](MachineRegistry &machines) { return machines.createChallenge(identity, desktop()); });
}

QFuture<Result<Machine>> LocalOrchestrator::createMachine(const NewMachine &machine)
{
    return ask<Machine>([machine](MachineRegistry &machines) { return machines.create(machine, desktop()); });
}

QFuture<Result<Machine>> LocalOrchestrator::updateMachine(const QString &id, const MachinePatch &patch,
                                                          std::optional<qint64> ifRevision)
{
    return ask<Machine>([id, patch, ifRevision](MachineRegistry &machines) {
        return machines.update(id, patch, ifRevision, desktop());
    });
}

QFuture<Result<void>> LocalOrchestrator::archiveMachine(const QString &id, std::optional<qint64> ifRevision)
{
    return ask<void>(
        [id, ifRevision](MachineRegistry &machines) { return machines.archive(id, ifRevision, desktop()); });
}

} // namespace muster
