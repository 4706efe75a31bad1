// SPDX-License-Identifier: GPL-3.0-or-later
#include "remoteorchestrator.h"

#include "answerreading.h"
#include "auditasking.h"
#include "machinejson.h"
#include "pacedconnection.h"

#include <QJsonDocument>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kDeliveryMilliseconds = 50;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

template <typename T>
void finishWith(QPromise<Result<T>> &promise, Result<T> result)
{
    promise.addResult(std::move(result));
    promise.finish();
}

template <typename T>
QFuture<Result<T>> finished(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    finishWith(promise, std::move(result));
    return promise.future();
}

/// An id as one segment of a path; an issue for what no service can have made.
Result<QByteArray> machineTarget(const QString &id)
{
    if (id.trimmed().isEmpty() || id == "."_L1 || id == ".."_L1)
        return Failure(validationError({{u"/id"_s, u"This is not the id of a machine."_s}}));
    return QByteArray("/machines/" + QUrl::toPercentEncoding(id));
}

QByteArray listTarget(const MachineQuery &query, bool extended)
{
    QByteArray target = "/machines?limit=" + QByteArray::number(query.limit);
    if (!query.cursor.isEmpty())
        target += "&cursor=" + QUrl::toPercentEncoding(query.cursor);
    if (extended && query.anyVerification)
        target += "&verification=any";
    if (extended && query.status)
        target += "&status=" + machineStatusName(*query.status).toLatin1();
    return target;
}

} // namespace

RemoteOrchestrator::RemoteOrchestrator(RemoteProfile profile, QObject *parent)
    : Orchestrator(parent)
    , m_connection(std::make_unique<PacedConnection>(std::move(profile)))
{
    m_delivery.setSingleShot(true);
    m_delivery.setInterval(kDeliveryMilliseconds);
    connect(&m_delivery, &QTimer::timeout, this, &RemoteOrchestrator::deliverChanges);
}

RemoteOrchestrator::~RemoteOrchestrator()
{
    m_connection.reset();
}

template <typename T>
QFuture<Result<T>> RemoteOrchestrator::ask(const ServiceRequest &request, Read<T> read,
                                           std::function<void(const Result<T> &)> onDone)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_connection->send(request, [promise, read, onDone](const Result<ServiceAnswer> &answer) {
        Result<T> result = answer.and_then(read);
        if (onDone)
            onDone(result);
        finishWith(*promise, std::move(result));
    });
    return promise->future();
}

QFuture<Result<ServiceHealth>> RemoteOrchestrator::health()
{
    const ServiceRequest request{"GET", "/health", std::nullopt, std::nullopt, false};
    const QString place = m_connection->place();
    return ask<ServiceHealth>(
        request, [place](const ServiceAnswer &answer) { return readHealth(answer, place); },
        [this](const Result<ServiceHealth> &health) {
            if (health)
                m_extensions = health->extensions;
        });
}

QFuture<Result<Readiness>> RemoteOrchestrator::readiness()
{
    const ServiceRequest request{"GET", "/readiness", std::nullopt, std::nullopt, false};
    const QString place = m_connection->place();
    return ask<Readiness>(request,
                          [place](const ServiceAnswer &answer) { return readReadiness(answer, place); });
}

QFuture<Result<MachinePage>> RemoteOrchestrator::listMachines(const MachineQuery &query)
{
    const auto promise = std::make_shared<QPromise<Result<MachinePage>>>();
    promise->start();
    if (!query.anyVerification && !query.status) {
        sendList(query, {}, promise);
        return promise->future();
    }
    sendExtended<MachinePage>(promise,
                              [query, promise](RemoteOrchestrator &self, const QStringList &extensions) {
                                  self.sendList(query, extensions, promise);
                              });
    return promise->future();
}

template <typename T>
void RemoteOrchestrator::sendExtended(const std::shared_ptr<QPromise<Result<T>>> &promise,
                                      std::function<void(RemoteOrchestrator &, const QStringList &)> send)
{
    withExtensions([self = QPointer(this), promise, send = std::move(send)](const Extensions &extensions) {
        // One of several that waited for health: what an earlier one set off may have destroyed this object.
        if (!extensions)
            finishWith<T>(*promise, Failure(extensions.error()));
        else if (!self)
            finishWith<T>(*promise, fail(ErrorCode::Cancelled, u"The connection was closed."_s));
        else
            send(*self, *extensions);
    });
}

void RemoteOrchestrator::sendList(const MachineQuery &query, const QStringList &extensions,
                                  const std::shared_ptr<QPromise<Result<MachinePage>>> &promise)
{
    const bool extended = extensions.contains("verification"_L1);
    const auto filter = extended ? std::nullopt : query.status;
    const ServiceRequest request{"GET", listTarget(query, extended), std::nullopt, std::nullopt, true};
    const QString place = m_connection->place();
    m_connection->send(request, [promise, place, filter](const Result<ServiceAnswer> &answer) {
        if (!answer) {
            finishWith<MachinePage>(*promise, Failure(answer.error()));
            return;
        }
        // A page may be megabytes: the GUI thread has no time for it.
        QThreadPool::globalInstance()->start([promise, place, filter, answer = *answer] {
            Result<MachinePage> page = readMachinePage(answer, place);
            if (page && filter)
                page->machines.removeIf(
                    [filter](const Machine &machine) { return machine.status != *filter; });
            finishWith(*promise, std::move(page));
        });
    });
}

QFuture<Result<AuditPage>> RemoteOrchestrator::listAuditEvents(const AuditQuery &query)
{
    const auto promise = std::make_shared<QPromise<Result<AuditPage>>>();
    promise->start();
    if (!needsAuditExtension(query)) {
        sendAudit(query, {}, promise);
        return promise->future();
    }
    sendExtended<AuditPage>(promise,
                            [query, promise](RemoteOrchestrator &self, const QStringList &extensions) {
                                self.sendAudit(query, extensions, promise);
                            });
    return promise->future();
}

void RemoteOrchestrator::sendAudit(const AuditQuery &query, const QStringList &extensions,
                                   const std::shared_ptr<QPromise<Result<AuditPage>>> &promise)
{
    const ServiceRequest request{"GET", auditTarget(query, extensions.contains("audit"_L1)), std::nullopt,
                                 std::nullopt, true};
    const QString place = m_connection->place();
    m_connection->send(request, [promise, place, query](const Result<ServiceAnswer> &answer) {
        if (!answer) {
            finishWith<AuditPage>(*promise, Failure(answer.error()));
            return;
        }
        QThreadPool::globalInstance()->start([promise, place, query, answer = *answer] {
            Result<AuditPage> page = readAuditPage(answer, place);
            if (page)
                page->events.removeIf(
                    [&query](const AuditEvent &event) { return !letsThrough(query, event); });
            finishWith(*promise, std::move(page));
        });
    });
}

QFuture<Result<Machine>> RemoteOrchestrator::machine(const QString &id, bool anyVerification)
{
    const Result<QByteArray> target = machineTarget(id);
    if (!target)
        return finished<Machine>(Failure(target.error()));
    const ServiceRequest plain{"GET", *target, std::nullopt, std::nullopt, true};
    if (!anyVerification)
        return askForMachine(plain, id, false);
    const auto promise = std::make_shared<QPromise<Result<Machine>>>();
    promise->start();
    sendExtended<Machine>(
        promise, [plain, id, promise](RemoteOrchestrator &self, const QStringList &extensions) {
            ServiceRequest request = plain;
            if (extensions.contains("verification"_L1))
                request.target += "?verification=any";
            const QString place = self.m_connection->place();
            self.m_connection->send(request, [promise, id, place](const Result<ServiceAnswer> &answer) {
                finishWith(*promise, answer.and_then([&](const ServiceAnswer &given) {
                    return readMachine(given, place, id);
                }));
            });
        });
    return promise->future();
}

QFuture<Result<QByteArray>> RemoteOrchestrator::machineAnswer(const QString &id)
{
    const Result<QByteArray> target = machineTarget(id);
    if (!target)
        return finished<QByteArray>(Failure(target.error()));
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    sendExtended<QByteArray>(
        promise, [target = *target, promise](RemoteOrchestrator &self, const QStringList &extensions) {
            ServiceRequest request{"GET", target, std::nullopt, std::nullopt, true};
            if (extensions.contains("verification"_L1))
                request.target += "?verification=any";
            self.m_connection->send(request, [promise](const Result<ServiceAnswer> &answer) {
                finishWith(*promise, answer.map([](const ServiceAnswer &given) { return given.body; }));
            });
        });
    return promise->future();
}

QFuture<Result<Challenge>> RemoteOrchestrator::createChallenge(const IdentityRef &identity)
{
    const ServiceRequest request{"POST", "/machine-identity/challenges",
                                 compact(wire::challengeRequestToJson(identity)), std::nullopt, true};
    const QString place = m_connection->place();
    return ask<Challenge>(request, [place, identity](const ServiceAnswer &answer) {
        return readChallenge(answer, place, identity);
    });
}

QFuture<Result<Machine>> RemoteOrchestrator::createMachine(const NewMachine &machine)
{
    return askForMachine({"POST", "/machines", compact(wire::newMachineToJson(machine)), std::nullopt, true},
                         {}, true);
}

QFuture<Result<Machine>> RemoteOrchestrator::updateMachine(const QString &id, const MachinePatch &patch,
                                                           std::optional<qint64> ifRevision)
{
    const Result<QByteArray> target = machineTarget(id);
    if (!target)
        return finished<Machine>(Failure(target.error()));
    return askForMachine({"PATCH", *target, compact(wire::machinePatchToJson(patch)), ifRevision, true}, id,
                         true);
}

QFuture<Result<void>> RemoteOrchestrator::archiveMachine(const QString &id, std::optional<qint64> ifRevision)
{
    const Result<QByteArray> target = machineTarget(id);
    if (!target)
        return finished<void>(Failure(target.error()));
    const ServiceRequest request{"DELETE", *target, std::nullopt, ifRevision, true};
    const ServiceRequest reading{"GET", *target, std::nullopt, std::nullopt, true};
    return ask<void>(
        request, [](const ServiceAnswer &) { return Result<void>(); },
        [this, reading, id](const Result<void> &archived) {
            // The answer has no body: what the record has become is read, not guessed.
            if (archived)
                askForMachine(reading, id, true);
        });
}

QFuture<Result<Machine>> RemoteOrchestrator::askForMachine(const ServiceRequest &request, const QString &id,
                                                           bool announced)
{
    const QString place = m_connection->place();
    return ask<Machine>(
        request, [place, id](const ServiceAnswer &answer) { return readMachine(answer, place, id); },
        [this, announced](const Result<Machine> &machine) {
            if (announced && machine)
                announce(*machine);
        });
}

void RemoteOrchestrator::withExtensions(std::function<void(const Extensions &)> then)
{
    if (m_extensions) {
        then(*m_extensions);
        return;
    }
    m_waitingForHealth.push_back(std::move(then));
    if (m_waitingForHealth.size() > 1)
        return;
    const QString place = m_connection->place();
    const ServiceRequest request{"GET", "/health", std::nullopt, std::nullopt, false};
    m_connection->send(request, [this, place](const Result<ServiceAnswer> &answer) {
        const Result<ServiceHealth> health =
            answer.and_then([&place](const ServiceAnswer &given) { return readHealth(given, place); });
        if (health)
            m_extensions = health->extensions;
        const bool unreachable = !health && (health.error().code == ErrorCode::NetworkFailure ||
                                             health.error().code == ErrorCode::Cancelled);
        // A service that answers but knows no such health has no extensions; it may have them the next time.
        const Extensions extensions = unreachable ? Extensions(Failure(health.error()))
                                                  : Extensions(m_extensions.value_or(QStringList()));
        const auto waiting = std::exchange(m_waitingForHealth, {});
        for (const auto &next : waiting)
            next(extensions);
    });
}

void RemoteOrchestrator::announce(const Machine &machine)
{
    m_changes.append({machine});
    if (!m_delivery.isActive())
        m_delivery.start();
}

void RemoteOrchestrator::deliverChanges()
{
    emit machinesChanged(std::exchange(m_changes, {}));
}

} // namespace muster
