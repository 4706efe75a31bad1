// SPDX-License-Identifier: GPL-3.0-or-later
#include "localorchestrator.h"

#include "changesubscription.h"
#include "machineregistry.h"
#include "refusallog.h"
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
    : LocalOrchestrator(std::make_shared<StackWorker>(std::move(makeStack)), feed, parent)
{}

LocalOrchestrator::LocalOrchestrator(std::shared_ptr<StackWorker> worker, ChangeFeed &feed, QObject *parent)
    : Orchestrator(parent)
    , m_worker(std::move(worker))
    , m_subscription(feed.subscribe(
          this, [this](const QList<MachineChange> &changes) { emit machinesChanged(changes); }))
{}

LocalOrchestrator::~LocalOrchestrator()
{
    m_worker->end();
}

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

template <typename T>
QFuture<Result<T>> LocalOrchestrator::change(const QString &attempt, const AuditSubject &subject,
                                             std::function<Result<T>(MachineRegistry &)> call)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_worker->post([promise, attempt, subject, call = std::move(call)](const Result<ServiceStack *> &stack) {
        Result<T> answer = stack ? call((*stack)->machines()) : Result<T>(Failure(stack.error()));
        if (stack && !answer && !refusallog::isRecorded(answer.error())) {
            const ServiceContext &context = (*stack)->context();
            refusallog::record(context, refusallog::requestRefusal(context, desktop(), answer.error(),
                                                                   subject, {{u"action"_s, attempt}}));
        }
        promise->addResult(std::move(answer));
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

QFuture<Result<Machine>> LocalOrchestrator::machine(const QString &id, bool anyVerification)
{
    return ask<Machine>(
        [id, anyVerification](MachineRegistry &machines) { return machines.machine(id, anyVerification); });
}

QFuture<Result<QByteArray>> LocalOrchestrator::machineAnswer(const QString &id)
{
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    m_worker->post([promise, id](const Result<ServiceStack *> &stack) {
        promise->addResult(stack.and_then([&id](ServiceStack *held) {
            return held->machines().machine(id, true).map(
                [held](const Machine &machine) { return held->context().renderer.renderAnswer(machine); });
        }));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Challenge>> LocalOrchestrator::createChallenge(const IdentityRef &identity)
{
    return change<Challenge>(
        u"createChallenge"_s, {u"identity"_s, identity.did(), identity},
        [identity](MachineRegistry &machines) { return machines.createChallenge(identity, desktop()); });
}

QFuture<Result<Machine>> LocalOrchestrator::createMachine(const NewMachine &machine)
{
    AuditSubject subject{u"request"_s, u"createMachine"_s};
    if (machine.identityRef)
        subject = {u"identity"_s, machine.identityRef->did(), machine.identityRef};
    return change<Machine>(u"createMachine"_s, subject, [machine](MachineRegistry &machines) {
        return machines.create(machine, desktop());
    });
}

QFuture<Result<Machine>> LocalOrchestrator::updateMachine(const QString &id, const MachinePatch &patch,
                                                          std::optional<qint64> ifRevision)
{
    return change<Machine>(u"updateMachine"_s, {u"machine"_s, id},
                           [id, patch, ifRevision](MachineRegistry &machines) {
                               return machines.update(id, patch, ifRevision, desktop());
                           });
}

QFuture<Result<void>> LocalOrchestrator::archiveMachine(const QString &id, std::optional<qint64> ifRevision)
{
    return change<void>(u"archiveMachine"_s, {u"machine"_s, id}, [id, ifRevision](MachineRegistry &machines) {
        return machines.archive(id, ifRevision, desktop());
    });
}

QFuture<Result<AuditPage>> LocalOrchestrator::listAuditEvents(const AuditQuery &query)
{
    return ask<AuditPage>([query](MachineRegistry &machines) { return machines.auditEvents(query); });
}

} // namespace muster
