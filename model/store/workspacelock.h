// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace muster {

/// Holds a workspace for this process: a lock file beside the database, and a note that says who holds it and where it
/// serves. Released with the object; a lock left by a process that died is taken over. One thread at a time.
class WorkspaceLock
{
public:
    /// WorkspaceInUse with details {folder, pid?, url?}; StorageFailure when no file can be made in the folder.
    static Result<std::unique_ptr<WorkspaceLock>> acquire(const QString &folder);
    ~WorkspaceLock();
    Q_DISABLE_COPY_MOVE(WorkspaceLock)

    /// Tells a second process where this one serves; an empty URL withdraws it. StorageFailure when it cannot be written.
    Result<void> announceUrl(const QString &url);

private:
    explicit WorkspaceLock(const QString &folder);
    bool takeOver();
    Error refusal() const;

    QString m_folder;
    QString m_notePath;
    QLockFile m_lock;
};

} // namespace muster
