// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

#include <memory>

namespace muster {

/// Holds a folder for this process by the kernel's lock on a file in it, which ends with the process, however
/// it ends. (QLockFile takes the leftover of a killed process for alive when the process id comes round
/// again, as it does at every start of a container.) One thread.
class FolderLock
{
public:
    /// VaultInUse with details {folder, pid?}; StorageFailure when the folder takes no files.
    static Result<std::unique_ptr<FolderLock>> acquire(const QString &folder);
    ~FolderLock();
    Q_DISABLE_COPY_MOVE(FolderLock)

private:
    explicit FolderLock(int descriptor);
    int m_descriptor;
};

} // namespace muster
