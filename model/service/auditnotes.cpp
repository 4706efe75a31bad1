// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditnotes.h"

#include "clock.h"
#include "recordid.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QJsonObject labelsJson(const QMap<QString, QString> &labels)
{
    QJsonObject object;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

/// Who signed which challenge: enough to tell proofs apart; the signature itself stays with the record.
QJsonValue proofJson(const std::optional<IdentityProof> &proof)
{
    if (!proof)
        return QJsonValue::Null;
    return QJsonObject{{u"challengeId"_s, proof->challengeId}, {u"signerAddress"_s, proof->signerAddress}};
}

QJsonObject members(const Machine &machine)
{
    return {
        {u"displayName"_s, machine.displayName},
        {u"status"_s, machineStatusName(machine.status)},
        {u"ownerId"_s, machine.ownerId},
        {u"machineType"_s, machine.machineType},
        {u"runtimeProfile"_s, machine.runtimeProfile},
        {u"capabilities"_s, QJsonArray::fromStringList(machine.capabilities)},
        {u"labels"_s, labelsJson(machine.labels)},
        {u"policyIds"_s, QJsonArray::fromStringList(machine.policyIds)},
        {u"skillKeys"_s, QJsonArray::fromStringList(machine.skillKeys)},
        {u"identityRef"_s, machine.identityRef ? QJsonValue(machine.identityRef->did()) : QJsonValue::Null},
        {u"identityProof"_s, proofJson(machine.identityProof)},
    };
}

QJsonObject members(const RegistryEntry &entry)
{
    return {{u"controllers"_s, QJsonArray::fromStringList(entry.controllers)},
            {u"operator"_s, entry.operatorAddress},
            {u"name"_s, entry.name},
            {u"bonded"_s, entry.bonded},
            {u"active"_s, entry.active},
            {u"rating"_s, entry.rating}};
}

/// The members that changed, before and after.
QJsonObject difference(QJsonObject was, QJsonObject is)
{
    const QStringList keys = was.keys();
    for (const QString &key : keys) {
        if (was.value(key) == is.value(key)) {
            was.remove(key);
            is.remove(key);
        }
    }
    return {{u"before"_s, was}, {u"after"_s, is}};
}

QString updateType(const Machine &before, const Machine &after)
{
    if (before.status == after.status)
        return u"machine.updated"_s;
    switch (after.status) {
    case MachineStatus::Draft:
        break;
    case MachineStatus::Active:
        return u"machine.activated"_s;
    case MachineStatus::Degraded:
        return u"machine.degraded"_s;
    case MachineStatus::Blocked:
        return u"machine.blocked"_s;
    case MachineStatus::Archived:
        return u"machine.archived"_s;
    }
    return u"machine.updated"_s;
}

} // namespace

AuditEvent auditEvent(const Clock &clock, const Caller &caller, const QString &type,
                      const AuditSubject &subject, const QJsonObject &payload)
{
    return {newRecordId("evt_"_L1), caller.actor, type,        subject.resourceType,
            subject.resourceId,     payload,      clock.now(), subject.identityRef};
}

AuditEvent creationEvent(const Clock &clock, const Caller &caller, const Machine &machine)
{
    return auditEvent(clock, caller, u"machine.created"_s, {u"machine"_s, machine.id},
                      {{u"after"_s, members(machine)}});
}

AuditEvent updateEvent(const Clock &clock, const Caller &caller, const Machine &before, const Machine &after)
{
    return auditEvent(clock, caller, updateType(before, after), {u"machine"_s, after.id},
                      difference(members(before), members(after)));
}

AuditEvent registryEvent(const Clock &clock, const Caller &caller, const IdentityRef &identity,
                         const std::optional<RegistryEntry> &before,
                         const std::optional<RegistryEntry> &after)
{
    const auto whole = [](const std::optional<RegistryEntry> &entry) {
        return entry ? QJsonValue(members(*entry)) : QJsonValue(QJsonValue::Null);
    };
    return auditEvent(
        clock, caller, after ? u"registry.updated"_s : u"registry.removed"_s, {u"identity"_s, identity.did()},
        before && after ? difference(members(*before), members(*after))
                        : QJsonObject{{u"before"_s, whole(before)}, {u"after"_s, whole(after)}});
}

} // namespace muster
