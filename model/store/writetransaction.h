// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseconnection.h"
#include "sqlwritesession.h"

#include <functional>
#include <memory>
#include <vector>

namespace muster {

using WriteCommand = std::function<Result<void>(WriteSession &)>;

/// Runs a group of commands as one transaction, a savepoint each. Made, used and destroyed on one thread.
class WriteTransaction
{
public:
    static Result<std::unique_ptr<WriteTransaction>> open(const QString &path);

    /// Answers each command's result in order, once all that succeeded are on disk and their onCommitted
    /// actions have run. A command that fails undoes only itself; when the transaction itself fails, every
    /// command that had not failed by itself answers that failure and nothing of the group is stored.
    std::vector<Result<void>> run(const std::vector<const WriteCommand *> &commands);

private:
    explicit WriteTransaction(std::unique_ptr<DatabaseConnection> connection);
    Result<void> prepared() const;

    using Actions = std::vector<std::function<void()>>;
    /// Fails only when the transaction is lost; the command's own result goes to `result`.
    Result<void> runCommand(const WriteCommand &command, Result<void> &result, Actions &actions);
    Result<void> runAll(const std::vector<const WriteCommand *> &commands, std::vector<Result<void>> &results,
                        Actions &actions);

    std::unique_ptr<DatabaseConnection> m_connection;
    SqlWriteSession m_session;
    Statement m_begin;
    Statement m_commit;
    Statement m_rollback;
    Statement m_savepoint;
    Statement m_release;
    Statement m_rollbackToSavepoint;
};

} // namespace muster
