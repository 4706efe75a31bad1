// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopregistry.h"

#include "registrychange.h"
#include "registryfile.h"
#include "registryinput.h"
#include "storereader.h"
#include "whenfinished.h"

#include <QPromise>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Caller desktop()
{
    return {u"desktop"_s};
}

Result<void> storeUnlessMoved(ServiceStack &stack, const RegistryEntry &entry,
                              const std::optional<RegistryEntry> &before)
{
    const auto held = stack.reader().registryEntry(entry.identityRef);
    if (!held)
        return Failure(held.error());
    if (*held == before)
        return RegistryChange(stack, desktop()).set(entry);
    return fail(ErrorCode::PreconditionFailed,
                before ? DesktopRegistry::tr("%1 was changed in the registry meanwhile. Nothing was saved.")
                             .arg(entry.identityRef.did())
                       : DesktopRegistry::tr("%1 is in the registry already. Edit that entry instead.")
                             .arg(entry.identityRef.did()));
}

} // namespace

DesktopRegistry::DesktopRegistry(std::shared_ptr<StackWorker> worker, QObject *parent)
    : RegistryEditor(parent)
    , m_worker(std::move(worker))
{}

DesktopRegistry::~DesktopRegistry()
{
    m_worker->end();
}

// The promise is shared because a job has to be copyable.
template <typename T>
QFuture<Result<T>> DesktopRegistry::ask(std::function<Result<T>(ServiceStack &)> call)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_worker->post([promise, call = std::move(call)](const Result<ServiceStack *> &stack) {
        promise->addResult(stack ? call(**stack) : Result<T>(Failure(stack.error())));
        promise->finish();
    });
    return promise->future();
}

// The worker may outlive this object, so that what was done is told from here.
template <typename T>
QFuture<Result<T>> DesktopRegistry::change(std::function<Result<T>(ServiceStack &)> call)
{
    QFuture<Result<T>> done = ask<T>(std::move(call));
    whenFinished(done, this, [this](const Result<T> &answer) {
        if (answer)
            emit changed();
    });
    return done;
}

QFuture<Result<QList<RegistryEntry>>> DesktopRegistry::entries()
{
    return ask<QList<RegistryEntry>>([](ServiceStack &stack) { return stack.reader().registryEntries(); });
}

QFuture<Result<void>> DesktopRegistry::store(const RegistryEntry &entry,
                                             const std::optional<RegistryEntry> &before)
{
    return change<void>(
        [entry, before](ServiceStack &stack) { return storeUnlessMoved(stack, entry, before); });
}

QFuture<Result<qsizetype>> DesktopRegistry::importFile(const QString &path)
{
    return change<qsizetype>([path](ServiceStack &stack) -> Result<qsizetype> {
        const auto entries = readRegistryFile(path);
        if (!entries)
            return Failure(entries.error());
        const ServiceContext &context = stack.context();
        const auto stored = storeRegistryEntries(context.writer, context.clock, *entries, desktop());
        if (!stored)
            return Failure(stored.error());
        return entries->size();
    });
}

} // namespace muster
