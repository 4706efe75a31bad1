// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryeditor.h"
#include "stackworker.h"

#include <functional>

namespace muster {

/// Edits the registry of an open workspace on a worker thread with a stack of its own.
class DesktopRegistry final : public RegistryEditor
{
    Q_OBJECT

public:
    /// The worker serves nobody else: it is ended with this object.
    explicit DesktopRegistry(std::shared_ptr<StackWorker> worker, QObject *parent = nullptr);
    ~DesktopRegistry() override;

    QFuture<Result<QList<RegistryEntry>>> entries() override;
    QFuture<Result<void>> store(const RegistryEntry &entry,
                                const std::optional<RegistryEntry> &before) override;
    QFuture<Result<qsizetype>> importFile(const QString &path) override;

private:
    template <typename T>
    QFuture<Result<T>> ask(std::function<Result<T>(ServiceStack &)> call);
    template <typename T>
    QFuture<Result<T>> change(std::function<Result<T>(ServiceStack &)> call);

    std::shared_ptr<StackWorker> m_worker;
};

} // namespace muster
