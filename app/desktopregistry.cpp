// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopregistry.h"

#include "registrychange.h"
#include "registryfile.h"
#include "registryinput.h"
#include "storereader.h"

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

DesktopRegistry::DesktopRegistry(StackFactory makeStack, QObject *parent)
    : RegistryEditor(parent)
    , m_worker(std::move(makeStack))
{}

// The promise is shared because a job has to be copyable.
template <typename T>
QFuture<Result<T>> DesktopRegistry::ask(std::function<Result<T>(ServiceStack &)> call)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_worker.post([promise, call = std::move(call)](const Result<ServiceStack *> &stack) {
        promise->addResult(stack ? call(**stack) : Result<T>(Failure(stack.error())));
        promise->finish();
    });
    return promise->future();
}

void DesktopRegistry::tellChanged()
{
    QMetaObject::invokeMethod(this, [this] { emit changed(); });
}

QFuture<Result<QList<RegistryEntry>>> DesktopRegistry::entries()
{
    return ask<QList<RegistryEntry>>([](ServiceStack &stack) { return stack.reader().registryEntries(); });
}

QFuture<Result<void>> DesktopRegistry::store(const RegistryEntry &entry,
                                             const std::optional<RegistryEntry> &before)
{
    return ask<void>([this, entry, before](ServiceStack &stack) {
        auto stored = storeUnlessMoved(stack, entry, before);
        if (stored)
            tellChanged();
        return stored;
    });
}

QFuture<Result<qsizetype>> DesktopRegistry::importFile(const QString &path)
{
    return ask<qsizetype>([this, path](ServiceStack &stack) -> Result<qsizetype> {
        const auto entries = readRegistryFile(path);
        if (!entries)
            return Failure(entries.error());
        const ServiceContext &context = stack.context();
        const auto stored = storeRegistryEntries(context.writer, context.clock, *entries, desktop());
        if (!stored)
            return Failure(stored.error());
        tellChanged();
        return entries->size();
    });
}

} // namespace muster
