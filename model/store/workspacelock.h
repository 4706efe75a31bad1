// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace muster {

/// Holds a workspace for this process: a lock file beside the database, and a note that says who holds it and
/// where it serves. Released with the object; the lock of a process that died is taken over. One thread.
class WorkspaceLock
{
public:
    /// WorkspaceInUse with details {folder, pid?, url?}; StorageFailure when the folder takes no files.
    static Result<std::unique_ptr<WorkspaceLock>> acquire(const QString &folder);
    ~WorkspaceLock();
    Q_DISABLE_COPY_MOVE(WorkspaceLock)

    /// Tells a second process where this one serves; empty withdraws it. StorageFailure when it cannot.
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
