// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseconnection.h"
#include "inventorystore.h"
#include "statement.h"

#include <functional>
#include <memory>

namespace muster {

/// The inventory in a SQLite file of its own, which may be open in several processes. A machine that has not
/// changed costs no write. Opened, used and destroyed on one thread.
class SqlInventoryStore final : public InventoryStore
{
public:
    /// Makes the file (0600) and its folder (0700) where they are missing. WorkspaceRefused, and the file
    /// left as it is, when it is foreign, newer or damaged; StorageFailure.
    static Result<std::unique_ptr<SqlInventoryStore>> open(const QString &path);
    /// On a connection to a file that is known to be one.
    static Result<std::unique_ptr<SqlInventoryStore>> open(std::unique_ptr<DatabaseConnection> connection);

    Result<void> beginList(const QString &place) override;
    Result<void> take(const QString &place, const QList<Machine> &machines, Timestamp now) override;
    Result<QList<InventoryRecord>> finishList(const QString &place, Timestamp now) override;
    Result<void> explain(const QString &place, const QString &id, const Absence &absence) override;
    Result<InventoryPage> recordsAfter(const QString &place, qint64 after, int limit) override;
    Result<void> forget(const QString &place) override;

private:
    explicit SqlInventoryStore(std::unique_ptr<DatabaseConnection> connection);
    Result<void> prepared() const;
    /// Everything that `work` writes, or nothing.
    Result<void> together(const std::function<Result<void>()> &work);
    Result<void> write(const QString &place, const Machine &machine, Timestamp now);
    /// The rest of the rows that `statement` stands before; the sequence number of the last one goes into
    /// `last`.
    static Result<QList<InventoryRecord>> readAll(Statement &statement, qint64 &last);

    std::unique_ptr<DatabaseConnection> m_connection;
    Statement m_begin;
    Statement m_commit;
    Statement m_rollback;
    Statement m_forgetList;
    Statement m_list;
    Statement m_see;
    Statement m_take;
    Statement m_miss;
    Statement m_complete;
    Statement m_unlisted;
    Statement m_explain;
    Statement m_page;
    Statement m_seenAt;
    Statement m_forget;
    QString m_listing; ///< the place of the list that is under way
};

} // namespace muster
