// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfile.h"

#include "auditnotes.h"
#include "clock.h"
#include "registryentryreader.h"
#include "storewriter.h"

#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {

Result<QList<RegistryEntry>> parseRegistry(const QJsonValue &registry)
{
    if (!registry.isArray())
        return Failure(validationError(
            {{QString(), u"A registry is a JSON array of entries with did and controllers."_s}}));
    QList<Issue> issues;
    QList<RegistryEntry> entries;
    QHash<QString, qsizetype> places;
    const QJsonArray list = registry.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString pointer = u'/' + QString::number(i);
        RegistryEntryReader reader(list.at(i), pointer);
        std::optional<RegistryEntry> entry = reader.read();
        issues.append(reader.issues());
        const std::optional<IdentityRef> identity = reader.identityRef();
        if (!identity)
            continue;
        if (const auto first = places.constFind(identity->did()); first != places.constEnd())
            issues.append(
                {pointer + u"/did"_s, u"%1 stands in entry %2 already."_s.arg(identity->did()).arg(*first)});
        else
            places.insert(identity->did(), i);
        if (entry)
            entries.append(*std::move(entry));
    }
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return entries;
}

Result<void> storeRegistryEntries(StoreWriter &writer, const Clock &clock,
                                  const QList<RegistryEntry> &entries, const Caller &caller)
{
    const AuditEvent event = auditEvent(clock, caller, u"registry.loaded"_s, {u"identity"_s, u"registry"_s},
                                        {{u"entries"_s, entries.size()}});
    return writer.write([&](WriteSession &session) -> Result<void> {
        const Result<qint64> before = session.registryRevision();
        if (!before)
            return Failure(before.error());
        for (const RegistryEntry &entry : entries) {
            if (Result<void> stored = session.upsertRegistryEntry(entry); !stored)
                return stored;
        }
        const Result<qint64> after = session.registryRevision();
        if (!after)
            return Failure(after.error());
        return *after == *before ? Result<void>() : session.appendAuditEvent(event);
    });
}

} // namespace muster
