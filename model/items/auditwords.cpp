// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditwords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace muster::auditwords {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AuditWords)
};

struct Pair
{
    QLatin1StringView name;
    const char *words;
};

constexpr Pair kTypes[] = {
    {"machine.created"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine registered")},
    {"machine.seeded"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine taken from a file")},
    {"machine.updated"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine changed")},
    {"machine.activated"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine activated")},
    {"machine.degraded"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine degraded")},
    {"machine.blocked"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine blocked")},
    {"machine.archived"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machine archived")},
    {"challenge.created"_L1, QT_TRANSLATE_NOOP("AuditWords", "Challenge made")},
    {"proof.refused"_L1, QT_TRANSLATE_NOOP("AuditWords", "Proof refused")},
    {"request.refused"_L1, QT_TRANSLATE_NOOP("AuditWords", "Request refused")},
    {"refusals.counted"_L1, QT_TRANSLATE_NOOP("AuditWords", "Refusals counted")},
    {"registry.loaded"_L1, QT_TRANSLATE_NOOP("AuditWords", "Registry loaded")},
    {"registry.updated"_L1, QT_TRANSLATE_NOOP("AuditWords", "Identity set in the registry")},
    {"registry.removed"_L1, QT_TRANSLATE_NOOP("AuditWords", "Identity removed from the registry")},
    {"workspace.reset"_L1, QT_TRANSLATE_NOOP("AuditWords", "Workspace reset")},
    {"clock.moved"_L1, QT_TRANSLATE_NOOP("AuditWords", "Clock moved")},
    {"audit.pruned"_L1, QT_TRANSLATE_NOOP("AuditWords", "Old events removed")},
};

constexpr Pair kMembers[] = {
    {"displayName"_L1, QT_TRANSLATE_NOOP("AuditWords", "Display name")},
    {"status"_L1, QT_TRANSLATE_NOOP("AuditWords", "Status")},
    {"ownerId"_L1, QT_TRANSLATE_NOOP("AuditWords", "Owner")},
    {"machineType"_L1, QT_TRANSLATE_NOOP("AuditWords", "Type")},
    {"runtimeProfile"_L1, QT_TRANSLATE_NOOP("AuditWords", "Runtime profile")},
    {"capabilities"_L1, QT_TRANSLATE_NOOP("AuditWords", "Capabilities")},
    {"labels"_L1, QT_TRANSLATE_NOOP("AuditWords", "Labels")},
    {"policyIds"_L1, QT_TRANSLATE_NOOP("AuditWords", "Policies")},
    {"skillKeys"_L1, QT_TRANSLATE_NOOP("AuditWords", "Skills")},
    {"identityRef"_L1, QT_TRANSLATE_NOOP("AuditWords", "Identity")},
    {"identityProof"_L1, QT_TRANSLATE_NOOP("AuditWords", "Proof")},
    {"challengeId"_L1, QT_TRANSLATE_NOOP("AuditWords", "Challenge")},
    {"signerAddress"_L1, QT_TRANSLATE_NOOP("AuditWords", "Signer")},
    {"expiresAt"_L1, QT_TRANSLATE_NOOP("AuditWords", "Good until")},
    {"code"_L1, QT_TRANSLATE_NOOP("AuditWords", "Code")},
    {"reason"_L1, QT_TRANSLATE_NOOP("AuditWords", "Reason")},
    {"recoveredAddress"_L1, QT_TRANSLATE_NOOP("AuditWords", "Signed by")},
    {"method"_L1, QT_TRANSLATE_NOOP("AuditWords", "Method")},
    {"path"_L1, QT_TRANSLATE_NOOP("AuditWords", "Path")},
    {"action"_L1, QT_TRANSLATE_NOOP("AuditWords", "Action")},
    {"faults"_L1, QT_TRANSLATE_NOOP("AuditWords", "Faults at")},
    {"notRecorded"_L1, QT_TRANSLATE_NOOP("AuditWords", "Not listed")},
    {"events"_L1, QT_TRANSLATE_NOOP("AuditWords", "Events")},
    {"entries"_L1, QT_TRANSLATE_NOOP("AuditWords", "Entries")},
    {"before"_L1, QT_TRANSLATE_NOOP("AuditWords", "Older than")},
    {"active"_L1, QT_TRANSLATE_NOOP("AuditWords", "Active")},
    {"bonded"_L1, QT_TRANSLATE_NOOP("AuditWords", "Bonded")},
    {"controllers"_L1, QT_TRANSLATE_NOOP("AuditWords", "Controllers")},
    {"name"_L1, QT_TRANSLATE_NOOP("AuditWords", "Name")},
    {"operator"_L1, QT_TRANSLATE_NOOP("AuditWords", "Operator")},
    {"machines"_L1, QT_TRANSLATE_NOOP("AuditWords", "Machines")},
    {"identities"_L1, QT_TRANSLATE_NOOP("AuditWords", "Identities")},
};

template <std::size_t size>
QString wordsOf(const Pair (&pairs)[size], const QString &name)
{
    for (const Pair &pair : pairs) {
        if (name == pair.name)
            return Words::tr(pair.words);
    }
    return name;
}

QString valueText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
    case QJsonValue::Null:
        return {};
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 17);
    case QJsonValue::Array: {
        QStringList parts;
        const QJsonArray list = value.toArray();
        for (const auto &entry : list)
            parts.append(valueText(entry));
        return parts.join(", "_L1);
    }
    case QJsonValue::Object: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts.append(wordsOf(kMembers, it.key()) + u' ' + valueText(it.value()));
        return parts.join(", "_L1);
    }
    }
    return {};
}

QStringList keysOf(const QJsonObject &one, const QJsonObject &other)
{
    QStringList keys = one.keys();
    for (const QString &key : other.keys()) {
        if (!keys.contains(key))
            keys.append(key);
    }
    keys.sort();
    return keys;
}

void addLabels(QList<AuditDetail> &details, const QJsonObject &before, const QJsonObject &after)
{
    for (const QString &key : keysOf(before, after)) {
        if (before.value(key) != after.value(key))
            //: %1: key of a label
            details.append(
                {Words::tr("Label %1").arg(key), before.value(key).toString(), after.value(key).toString()});
    }
}

QString changedMembers(const QJsonObject &after)
{
    QStringList names;
    for (const QString &key : after.keys()) {
        if (key != "status"_L1)
            names.append(wordsOf(kMembers, key));
    }
    return names.join(", "_L1);
}

QString changeSummary(const QJsonObject &before, const QJsonObject &after)
{
    QStringList parts;
    if (after.contains("status"_L1))
        //: A state and the next: active → blocked
        parts.append(Words::tr("%1 → %2").arg(before.value("status"_L1).toString(),
                                              after.value("status"_L1).toString()));
    if (const QString members = changedMembers(after); !members.isEmpty())
        parts.append(members);
    return parts.join(", "_L1);
}

QString controllersOf(const QJsonObject &entry)
{
    const QString controllers = valueText(entry.value("controllers"_L1));
    return controllers.isEmpty() ? Words::tr("no controller") : controllers;
}

/// Of an identity: its payload holds the whole entry before and after.
QString registrySummary(const QJsonObject &before, const QJsonObject &after)
{
    if (before.isEmpty())
        //: %1: addresses
        return Words::tr("New, controlled by %1").arg(controllersOf(after));
    if (after.isEmpty())
        //: %1: addresses
        return Words::tr("Was controlled by %1").arg(controllersOf(before));
    QStringList names;
    for (const QString &key : keysOf(before, after)) {
        if (before.value(key) != after.value(key))
            names.append(wordsOf(kMembers, key));
    }
    return names.join(", "_L1);
}

/// `value` in milliseconds, as seconds.
QString offset(const QJsonValue &value)
{
    //: %1: a number of seconds
    return Words::tr("%1 s").arg(QString::number(value.toDouble() / 1000, 'g', 17));
}

QString refusalSummary(const QJsonObject &payload)
{
    const QString reason = payload.value("reason"_L1).toString();
    const QString code = payload.value("code"_L1).toString();
    const QString why = reason.isEmpty() ? code : QString(code + u" ("_s + reason + u')');
    QString what = payload.value("action"_L1).toString();
    if (payload.contains("method"_L1))
        what = payload.value("method"_L1).toString() + u' ' + payload.value("path"_L1).toString();
    return what.isEmpty() ? why : QString(what + u": "_s + why);
}

} // namespace

QString actor(const QString &actor)
{
    if (actor == "platform"_L1)
        return Words::tr("API client");
    if (actor == "desktop"_L1)
        return Words::tr("Desktop window");
    if (actor == "system"_L1)
        return Words::tr("Muster itself");
    if (actor.startsWith("pairing:"_L1))
        return Words::tr("Agent pairing %1").arg(actor.mid(8));
    if (actor.startsWith("agent:"_L1))
        return Words::tr("Machine agent %1").arg(actor.mid(6));
    return actor;
}

QString type(const QString &type)
{
    return wordsOf(kTypes, type);
}

QString resource(const AuditEvent &event)
{
    if (event.resourceType == "machine"_L1)
        return Words::tr("Machine %1").arg(event.resourceId);
    if (event.resourceType == "challenge"_L1)
        return Words::tr("Challenge %1").arg(event.resourceId);
    if (event.resourceType == "identity"_L1)
        return Words::tr("Identity %1").arg(event.resourceId);
    if (event.resourceType == "request"_L1)
        return Words::tr("Request %1").arg(event.resourceId);
    if (event.resourceType == "registry"_L1)
        return Words::tr("Identity registry");
    if (event.resourceType == "workspace"_L1)
        return Words::tr("Workspace %1").arg(event.resourceId);
    if (event.resourceType == "clock"_L1)
        return Words::tr("Clock");
    if (event.resourceType == "audit"_L1)
        return Words::tr("Audit log");
    return event.resourceType + u' ' + event.resourceId;
}

QString summary(const AuditEvent &event)
{
    const QJsonObject &payload = event.payload;
    const QJsonObject after = payload.value("after"_L1).toObject();
    if (event.type == "machine.created"_L1)
        return after.value("identityRef"_L1).isString()
                   ? Words::tr("“%1” as %2")
                         .arg(after.value("displayName"_L1).toString(),
                              after.value("identityRef"_L1).toString())
                   : Words::tr("“%1”").arg(after.value("displayName"_L1).toString());
    if (event.type == "registry.updated"_L1 || event.type == "registry.removed"_L1)
        return registrySummary(payload.value("before"_L1).toObject(), after);
    if (event.type == "clock.moved"_L1)
        //: From one distance to the next: 0 s → 3700 s ahead of real time
        return Words::tr("%1 → %2 ahead of real time")
            .arg(offset(payload.value("before"_L1)), offset(payload.value("after"_L1)));
    if (payload.value("before"_L1).isObject() && payload.value("after"_L1).isObject())
        return changeSummary(payload.value("before"_L1).toObject(), after);
    if (event.type == "challenge.created"_L1)
        return Words::tr("For %1").arg(payload.value("identityRef"_L1).toString());
    if (payload.contains("code"_L1))
        return refusalSummary(payload);
    if (event.type == "refusals.counted"_L1)
        return Words::tr("Not listed one by one: %1").arg(valueText(payload.value("notRecorded"_L1)));
    if (event.type == "audit.pruned"_L1)
        return Words::tr("Removed for their age: %1").arg(valueText(payload.value("events"_L1)));
    if (event.type == "registry.loaded"_L1)
        return Words::tr("Entries read: %1").arg(valueText(payload.value("entries"_L1)));
    return valueText(payload);
}

QList<AuditDetail> details(const AuditEvent &event)
{
    QList<AuditDetail> details;
    const QJsonObject &payload = event.payload;
    if (event.type == "clock.moved"_L1)
        return {{Words::tr("Ahead of real time"), offset(payload.value("before"_L1)),
                 offset(payload.value("after"_L1))}};
    const bool changes = payload.value("after"_L1).isObject() || payload.value("before"_L1).isObject();
    const QJsonObject before = changes ? payload.value("before"_L1).toObject() : QJsonObject();
    const QJsonObject after = changes ? payload.value("after"_L1).toObject() : payload;
    for (const QString &key : keysOf(before, after)) {
        if (key == "labels"_L1)
            addLabels(details, before.value(key).toObject(), after.value(key).toObject());
        else
            details.append(
                {wordsOf(kMembers, key), valueText(before.value(key)), valueText(after.value(key))});
    }
    if (!changes)
        return details;
    for (const QString &key : payload.keys()) {
        if (key != "before"_L1 && key != "after"_L1)
            details.append({wordsOf(kMembers, key), {}, valueText(payload.value(key))});
    }
    return details;
}

QString moment(Timestamp moment)
{
    return moment.text().replace(u'T', u' ').section(u'.', 0, 0) + u" UTC"_s;
}

QStringList knownTypes()
{
    QStringList types;
    for (const Pair &pair : kTypes)
        types.append(pair.name);
    return types;
}

QStringList knownActors()
{
    return {u"platform"_s, u"desktop"_s, u"system"_s};
}

} // namespace muster::auditwords
