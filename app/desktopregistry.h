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
    /// What the factory needs outlives this object.
    explicit DesktopRegistry(StackFactory makeStack, QObject *parent = nullptr);

    QFuture<Result<QList<RegistryEntry>>> entries() override;
    QFuture<Result<void>> store(const RegistryEntry &entry,
                                const std::optional<RegistryEntry> &before) override;
    QFuture<Result<qsizetype>> importFile(const QString &path) override;

private:
    template <typename T>
    QFuture<Result<T>> ask(std::function<Result<T>(ServiceStack &)> call);
    void tellChanged();

    StackWorker m_worker;
};

} // namespace muster
