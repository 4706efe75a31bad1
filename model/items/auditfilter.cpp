// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditfilter.h"

#include "auditwords.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {

bool AuditFilter::isEmpty() const
{
    AuditQuery plain;
    plain.limit = query.limit;
    plain.cursor = query.cursor;
    return query == plain && text.trimmed().isEmpty();
}

QStringList AuditFilter::words() const
{
    return text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

bool letsThrough(const QStringList &words, const AuditEvent &event)
{
    if (words.isEmpty())
        return true;
    const QString payload = QString::fromUtf8(QJsonDocument(event.payload).toJson(QJsonDocument::Compact));
    const QString text = QStringList{event.id,
                                     event.actor,
                                     event.type,
                                     event.resourceId,
                                     auditwords::actor(event.actor),
                                     auditwords::type(event.type),
                                     auditwords::resource(event),
                                     auditwords::summary(event),
                                     auditwords::moment(event.createdAt),
                                     payload}
                             .join(u'\n')
                             .toCaseFolded();
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

} // namespace muster
