// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"
#include "result.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace muster {

/// The window's view of the embedded registry of a local workspace: who controls which identity. Implemented
/// by app, so that ui links no store. Calls return at once and never block; futures finish on any thread.
/// Every change is one audit event of `desktop`. GUI thread.
class RegistryEditor : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// All of them, by number.
    virtual QFuture<Result<QList<RegistryEntry>>> entries() = 0;
    /// Adds the identity, or replaces what is known of it. `before`: what the caller saw, nothing for a new
    /// one; PreconditionFailed when the registry holds something else by now.
    virtual QFuture<Result<void>> store(const RegistryEntry &entry,
                                        const std::optional<RegistryEntry> &before) = 0;
    /// Adds or replaces every identity of a registry file (the format of `--registry`), or none of them;
    /// answers how many the file holds. VALIDATION_ERROR names every fault of the file with its place,
    /// StorageFailure why it cannot be read.
    virtual QFuture<Result<qsizetype>> importFile(const QString &path) = 0;

signals:
    /// After a change: proofs may hold or fail now that did not before.
    void changed();
};

} // namespace muster
