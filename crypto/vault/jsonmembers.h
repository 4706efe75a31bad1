// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace muster {

/// Reads the members of one JSON object of a key file or vault file and notes each fault at its JSON Pointer.
/// After a fault the value that is handed out only keeps the reading going. One thread.
class JsonMembers
{
public:
    /// `path` is the pointer to the object; `issues` outlives the reader.
    JsonMembers(QJsonObject object, QString path, QList<Issue> &issues);

    bool has(QLatin1StringView name) const; ///< there, and not null
    QString pathOf(QLatin1StringView name) const;
    void report(QLatin1StringView name, const QString &message);

    QString text(QLatin1StringView name);
    void literal(QLatin1StringView name, QLatin1StringView expected);
    /// A whole number; true, "3" and 2.5 are none.
    qint64 integer(QLatin1StringView name);
    /// Bytes as hex digits of any case without `0x`.
    QByteArray hex(QLatin1StringView name);
    QJsonObject object(QLatin1StringView name);
    QJsonArray array(QLatin1StringView name);

private:
    QJsonObject m_object;
    QString m_path;
    QList<Issue> &m_issues;
};

} // namespace muster
