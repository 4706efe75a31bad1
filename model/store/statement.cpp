// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement.h"

#include "databaseconnection.h"
#include "storageerror.h"

using namespace Qt::StringLiterals;

namespace muster {

Statement::Statement(const DatabaseConnection &connection, const QString &sql)
    : m_path(connection.path())
    , m_query(connection.database())
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        m_prepareError = m_query.lastError();
}

Result<void> Statement::prepared() const
{
    if (m_prepareError.isValid())
        return Failure(storageError(m_prepareError, m_path));
    return {};
}

Result<void> Statement::execute()
{
    if (m_prepareError.isValid())
        return prepared();
    if (!m_query.exec())
        return Failure(storageError(m_query.lastError(), m_path));
    return {};
}

Result<bool> Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        return Failure(storageError(m_query.lastError(), m_path));
    return false;
}

QVariant Statement::bound(const QString &value)
{
    return value.isNull() ? QVariant(u""_s) : QVariant(value);
}

QVariant Statement::bound(const QByteArray &value)
{
    return value.isNull() ? QVariant(""_ba) : QVariant(value);
}

} // namespace muster
