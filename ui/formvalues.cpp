// SPDX-License-Identifier: GPL-3.0-or-later
#include "formvalues.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString storedName(const QString &before, const QString &typed)
{
    return typed == before ? before : typed.trimmed();
}

void setValues(Machine &machine, const NewMachine &values)
{
    machine.displayName = values.displayName;
    machine.ownerId = values.ownerId;
    machine.machineType = values.machineType;
    machine.runtimeProfile = values.runtimeProfile;
    machine.capabilities = values.capabilities;
    machine.labels = values.labels;
}

} // namespace

NewMachine formValues(const Machine &machine)
{
    NewMachine values;
    values.displayName = machine.displayName;
    values.ownerId = machine.ownerId;
    values.machineType = machine.machineType;
    values.runtimeProfile = machine.runtimeProfile;
    values.capabilities = machine.capabilities;
    values.labels = machine.labels;
    return values;
}

Machine withTyped(const Machine &before, const NewMachine &typed)
{
    NewMachine stored = typed;
    stored.displayName = storedName(before.displayName, typed.displayName);
    stored.ownerId = storedName(before.ownerId, typed.ownerId);
    stored.machineType = storedName(before.machineType, typed.machineType);
    stored.runtimeProfile = storedName(before.runtimeProfile, typed.runtimeProfile);
    Machine machine = before;
    setValues(machine, stored);
    return machine;
}

QJsonObject draftOf(const NewMachine &values)
{
    QJsonObject labels;
    for (const auto &[key, value] : values.labels.asKeyValueRange())
        labels.insert(key, value);
    return {{u"displayName"_s, values.displayName},
            {u"ownerId"_s, values.ownerId},
            {u"machineType"_s, values.machineType},
            {u"runtimeProfile"_s, values.runtimeProfile},
            {u"capabilities"_s, QJsonArray::fromStringList(values.capabilities)},
            {u"labels"_s, labels}};
}

QJsonObject draftOf(const Machine &machine)
{
    QJsonObject draft = draftOf(formValues(machine));
    draft.insert(u"status"_s, machineStatusName(machine.status));
    return draft;
}

NewMachine valuesOfDraft(const QJsonObject &draft)
{
    NewMachine values;
    values.displayName = draft.value(u"displayName"_s).toString();
    values.ownerId = draft.value(u"ownerId"_s).toString();
    values.machineType = draft.value(u"machineType"_s).toString();
    values.runtimeProfile = draft.value(u"runtimeProfile"_s).toString();
    for (const auto &capability : draft.value(u"capabilities"_s).toArray())
        values.capabilities.append(capability.toString());
    const QJsonObject labels = draft.value(u"labels"_s).toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it)
        values.labels.insert(it.key(), it.value().toString());
    return values;
}

Machine machineOfDraft(const Machine &before, const QJsonObject &draft)
{
    Machine machine = before;
    setValues(machine, valuesOfDraft(draft));
    machine.status = machineStatusFromName(draft.value(u"status"_s).toString()).value_or(before.status);
    return machine;
}

} // namespace muster
