// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QString>

#include <utility>

namespace muster {

class DatabaseConnection;

/// One prepared statement that its connection keeps. Values are bound by position. Used on the connection's
/// thread and destroyed before the connection.
class Statement
{
public:
    /// A failure to prepare is kept and answered by every run().
    Statement(const DatabaseConnection &connection, const QString &sql);

    /// Binds and runs. Null strings and byte arrays are bound as empty ones; only a QVariant binds NULL.
    template <typename... Values>
    Result<void> run(const Values &...values)
    {
        int position = 0;
        (m_query.bindValue(position++, bound(values)), ...);
        return execute();
    }

    /// Binds one value for a following execute().
    template <typename Value>
    void bind(int position, const Value &value)
    {
        m_query.bindValue(position, bound(value));
    }
    Result<void> execute();

    /// Moves to the next row; false after the last one.
    Result<bool> next();
    /// Ends the reading: a statement left open would hold its snapshot of the database.
    void finish() { m_query.finish(); }

    bool isNull(int column) const { return m_query.isNull(column); }
    qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    QString text(int column) const { return m_query.value(column).toString(); }
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    /// Rows that the last run changed.
    int changedRows() const { return m_query.numRowsAffected(); }
    /// The INTEGER PRIMARY KEY of the row that the last run inserted.
    qint64 insertedRow() const { return m_query.lastInsertId().toLongLong(); }

    Result<void> prepared() const;
    QSqlError lastError() const { return m_query.lastError(); }
    const QString &path() const { return m_path; }

private:
    static QVariant bound(const QVariant &value) { return value; }
    static QVariant bound(qint64 value) { return value; }
    static QVariant bound(int value) { return qint64(value); }
    static QVariant bound(bool value) { return qint64(value ? 1 : 0); }
    static QVariant bound(const QString &value);
    static QVariant bound(const QByteArray &value);

    QString m_path;
    QSqlQuery m_query;
    QSqlError m_prepareError;
};

} // namespace muster
