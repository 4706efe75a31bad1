// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyorchestrator.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

template <typename T>
QFuture<Result<T>> neverAsked()
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(Result<T>(fail(ErrorCode::NotImplemented, u"This fake does not do that."_s)));
    promise.finish();
    return promise.future();
}

template <typename T>
QFuture<Result<T>> opened(std::unique_ptr<QPromise<Result<T>>> &place)
{
    place = std::make_unique<QPromise<Result<T>>>();
    place->start();
    return place->future();
}

template <typename T>
void answered(std::unique_ptr<QPromise<Result<T>>> &place, Result<T> answer)
{
    const auto promise = std::exchange(place, nullptr);
    promise->addResult(std::move(answer));
    promise->finish();
}

} // namespace

QFuture<Result<ServiceHealth>> FaultyOrchestrator::health()
{
    return neverAsked<ServiceHealth>();
}

QFuture<Result<Readiness>> FaultyOrchestrator::readiness()
{
    return neverAsked<Readiness>();
}

QFuture<Result<MachinePage>> FaultyOrchestrator::listMachines(const MachineQuery &)
{
    return neverAsked<MachinePage>();
}

QFuture<Result<Machine>> FaultyOrchestrator::machine(const QString &, bool)
{
    return neverAsked<Machine>();
}

QFuture<Result<QByteArray>> FaultyOrchestrator::machineAnswer(const QString &)
{
    return neverAsked<QByteArray>();
}

QFuture<Result<Challenge>> FaultyOrchestrator::createChallenge(const IdentityRef &identity)
{
    asked.append(u"challenge "_s + identity.did());
    return opened(m_challenge);
}

QFuture<Result<Machine>> FaultyOrchestrator::createMachine(const NewMachine &machine)
{
    asked.append(u"create"_s);
    created = machine;
    return opened(m_creation);
}

QFuture<Result<Machine>> FaultyOrchestrator::updateMachine(const QString &id, const MachinePatch &newPatch,
                                                           std::optional<qint64>)
{
    asked.append(u"update"_s);
    updatedId = id;
    patch = newPatch;
    return opened(m_update);
}

QFuture<Result<void>> FaultyOrchestrator::archiveMachine(const QString &, std::optional<qint64>)
{
    return neverAsked<void>();
}

QFuture<Result<AuditPage>> FaultyOrchestrator::listAuditEvents(const AuditQuery &)
{
    return neverAsked<AuditPage>();
}

void FaultyOrchestrator::answerChallenge(Result<Challenge> answer)
{
    answered(m_challenge, std::move(answer));
}

void FaultyOrchestrator::answerCreation(Result<Machine> answer)
{
    answered(m_creation, std::move(answer));
}

void FaultyOrchestrator::answerUpdate(Result<Machine> answer)
{
    answered(m_update, std::move(answer));
}

void FaultyOrchestrator::breakPromises()
{
    m_challenge.reset();
    m_creation.reset();
    m_update.reset();
}

} // namespace muster
