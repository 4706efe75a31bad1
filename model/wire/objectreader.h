// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "result.h"
#include "timestamp.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <limits>
#include <optional>

namespace muster::wire {

/// Reads the members of one JSON object and notes everything that is wrong with them, each fault at its JSON
/// Pointer. After a fault the value that is handed out only keeps the reading going: whoever finds issues
/// throws it away. Unknown members are ignored. Used on one thread.
class ObjectReader
{
public:
    static constexpr qsizetype kAll = std::numeric_limits<qsizetype>::max();

    /// `path` is the pointer to the object itself; `issues` outlives the reader.
    ObjectReader(QJsonObject object, QString path, QList<Issue> &issues);

    /// The member is there and is not null.
    bool has(QLatin1StringView name) const;
    bool isNull(QLatin1StringView name) const;
    bool isText(QLatin1StringView name) const;
    QString pathOf(QLatin1StringView name) const;
    void report(QLatin1StringView name, const QString &message);

    QString text(QLatin1StringView name);
    QString filledText(QLatin1StringView name); ///< not empty and not blank
    void literal(QLatin1StringView name, QLatin1StringView expected);
    std::optional<QString> optionalText(QLatin1StringView name); ///< nothing when absent or null
    bool truth(QLatin1StringView name);
    Timestamp timestamp(QLatin1StringView name);
    /// `did:peaq:<number>` and, where `aliasAllowed`, `peaqos:machine:<number>`; nothing when absent, null or
    /// wrong.
    std::optional<IdentityRef> identity(QLatin1StringView name, bool aliasAllowed);
    std::optional<IdentityRef> requiredIdentity(QLatin1StringView name, bool aliasAllowed);

    /// Empty when absent or null. At most `most` entries are looked at. An entry of the wrong type keeps its
    /// place as a text that no other entry equals, so that the places of the rest stay right.
    QStringList texts(QLatin1StringView name, qsizetype most = kAll);
    QMap<QString, QString> textMap(QLatin1StringView name, qsizetype most = kAll);
    QJsonArray array(QLatin1StringView name);
    std::optional<QJsonObject> object(QLatin1StringView name);

private:
    QJsonObject m_object;
    QString m_path;
    QList<Issue> &m_issues;
};

} // namespace muster::wire
