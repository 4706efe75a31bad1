// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <memory>

namespace muster {

/// One SQLite connection under a name of its own, with every pragma set and read back. Opened, used and
/// destroyed on one thread; statements made from it go before it does.
class DatabaseConnection
{
public:
    enum class Role {
        /// No pragma set, read-only; but where a killed process left a rollback journal, SQLite rolls it back
        /// first, as nobody could read the file otherwise.
        Inspect,
        Create, ///< a new file, still without a write-ahead log
        Read,   ///< read-only beside the writer
        Write,
    };

    /// StorageFailure when the file cannot be opened or a pragma does not read back as it was set. Only
    /// Create makes a file.
    static Result<std::unique_ptr<DatabaseConnection>> open(const QString &path, Role role);
    ~DatabaseConnection();
    Q_DISABLE_COPY_MOVE(DatabaseConnection)

    const QString &path() const { return m_path; }
    const QSqlDatabase &database() const { return m_database; }

    /// Runs one statement once; answers the first column of its first row, invalid when there is none.
    Result<QVariant> run(const QString &sql, const QVariantList &values = {});

private:
    DatabaseConnection(const QString &path, Role role);
    Result<void> applyPragmas(Role role);

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace muster
