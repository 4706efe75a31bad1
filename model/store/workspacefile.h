// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

#include <memory>

namespace muster {

class StoreReader;
class StoreWriter;

/// One workspace on disk: `<folder>/muster.db`, held by this process alone. Opening creates the folder (0700)
/// and the database, migrates an older one after a backup, and refuses a foreign, newer or damaged file
/// untouched.
class WorkspaceFile
{
public:
    /// WorkspaceInUse names pid and, if it serves, URL of the other process; WorkspaceRefused and
    /// StorageFailure say in one sentence what is wrong with which path. May take as long as a migration: not
    /// on the GUI thread.
    static Result<std::unique_ptr<WorkspaceFile>> open(const QString &folder);
    /// Whether a workspace lies in this folder. Any thread.
    static bool isIn(const QString &folder);
    ~WorkspaceFile(); ///< ends the writer: what was acknowledged is on disk

    QString folder() const;
    /// Shared by all threads.
    StoreWriter &writer();
    /// A reader with its own connection, for the thread that asks. Goes before this object.
    Result<std::unique_ptr<StoreReader>> reader() const;
    /// Written beside the lock so that a second process can name it; empty withdraws it.
    void announceUrl(const QString &url);

private:
    struct Parts;
    explicit WorkspaceFile(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace muster
