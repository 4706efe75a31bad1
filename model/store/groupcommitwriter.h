// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storewriter.h"
#include "writetransaction.h"

#include <QString>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace muster {

/// The writer's thread. Commands that wait while a commit is under way share the next one.
class GroupCommitWriter final : public StoreWriter
{
public:
    /// Starts the thread and its connection; fails when that cannot be opened.
    static Result<std::unique_ptr<GroupCommitWriter>> start(const QString &path);
    /// Commits what waits, then ends the thread. Nobody may call write() any more.
    ~GroupCommitWriter() override;

    /// InternalError when called on the writer's own thread, where it could never return.
    Result<void> write(WriteCommand command) override;

private:
    struct Waiting
    {
        const WriteCommand *command;
        std::promise<Result<void>> answer;
    };

    explicit GroupCommitWriter(const QString &path);
    void work(std::promise<Result<void>> opened);
    std::vector<Waiting> nextGroup();

    QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Waiting> m_waiting; ///< guarded by m_mutex
    bool m_ending = false;          ///< guarded by m_mutex
    std::thread m_thread;
};

} // namespace muster
