// SPDX-License-Identifier: GPL-3.0-or-later
#include "writetransaction.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// What a command answers; what it throws must not end the thread on which all other callers depend.
Result<void> answerOf(const WriteCommand &command, WriteSession &session)
{
    try {
        return command(session);
    } catch (const std::exception &exception) {
        return fail(ErrorCode::InternalError,
                    u"The change was given up because of a fault in the program: %1."_s.arg(
                        QString::fromLocal8Bit(exception.what())));
    }
}

} // namespace

WriteTransaction::WriteTransaction(std::unique_ptr<DatabaseConnection> connection)
    : m_connection(std::move(connection))
    , m_session(*m_connection)
    , m_begin(*m_connection, u"BEGIN IMMEDIATE"_s)
    , m_commit(*m_connection, u"COMMIT"_s)
    , m_rollback(*m_connection, u"ROLLBACK"_s)
    , m_savepoint(*m_connection, u"SAVEPOINT command"_s)
    , m_release(*m_connection, u"RELEASE command"_s)
    , m_rollbackToSavepoint(*m_connection, u"ROLLBACK TO command"_s)
{}

Result<std::unique_ptr<WriteTransaction>> WriteTransaction::open(const QString &path)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    if (!connection)
        return Failure(connection.error());
    std::unique_ptr<WriteTransaction> transaction(new WriteTransaction(std::move(*connection)));
    if (const auto prepared = transaction->prepared(); !prepared)
        return Failure(prepared.error());
    return transaction;
}

Result<void> WriteTransaction::prepared() const
{
    for (const Statement *statement :
         {&m_begin, &m_commit, &m_rollback, &m_savepoint, &m_release, &m_rollbackToSavepoint}) {
        if (auto ready = statement->prepared(); !ready)
            return ready;
    }
    return m_session.prepared();
}

std::vector<Result<void>> WriteTransaction::run(const std::vector<const WriteCommand *> &commands)
{
    std::vector<Result<void>> results(commands.size());
    Actions actions;
    if (const auto committed = runAll(commands, results, actions); !committed) {
        // This fails too where the fault has ended the transaction already.
        std::ignore = m_rollback.run();
        for (Result<void> &result : results) {
            if (result)
                result = Failure(committed.error());
        }
        return results;
    }
    for (const auto &action : actions)
        action();
    return results;
}

Result<void> WriteTransaction::runAll(const std::vector<const WriteCommand *> &commands,
                                      std::vector<Result<void>> &results, Actions &actions)
{
    if (auto begun = m_begin.run(); !begun)
        return begun;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (auto ran = runCommand(*commands[i], results[i], actions); !ran)
            return ran;
    }
    return m_commit.run();
}

Result<void> WriteTransaction::runCommand(const WriteCommand &command, Result<void> &result, Actions &actions)
{
    if (auto opened = m_savepoint.run(); !opened)
        return opened;
    m_session.begin();
    result = answerOf(command, m_session);
    if (result)
        result = m_session.outcome();
    if (result) {
        auto done = m_session.takeActions();
        actions.insert(actions.end(), std::make_move_iterator(done.begin()),
                       std::make_move_iterator(done.end()));
        return m_release.run();
    }
    // A full disk or a failed read may have ended the whole transaction. Then the savepoint is gone, this
    // fails, and what the commands before have written is gone with it.
    if (auto undone = m_rollbackToSavepoint.run(); !undone)
        return Failure(m_session.outcome() ? undone.error() : m_session.outcome().error());
    return m_release.run();
}

} // namespace muster
