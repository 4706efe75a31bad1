// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepatch.h"

#include "fieldrules.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

std::optional<QString> trimmed(const std::optional<QString> &text)
{
    return text ? std::optional(text->trimmed()) : std::nullopt;
}

template <typename T>
void keepChange(std::optional<T> &member, const T &before, const T &after)
{
    if (before != after)
        member = after;
}

template <typename T>
void apply(const std::optional<T> &change, T &member)
{
    if (change)
        member = *change;
}

} // namespace

bool MachinePatch::isSafetyMove() const
{
    MachinePatch onlyStatus;
    onlyStatus.status = status;
    return *this == onlyStatus && (status == MachineStatus::Blocked || status == MachineStatus::Archived);
}

MachinePatch MachinePatch::normalised() const
{
    MachinePatch tidy = *this;
    tidy.displayName = trimmed(displayName);
    tidy.ownerId = trimmed(ownerId);
    tidy.machineType = trimmed(machineType);
    tidy.runtimeProfile = trimmed(runtimeProfile);
    return tidy;
}

QList<Issue> MachinePatch::issues() const
{
    QList<Issue> found;
    if (displayName)
        fieldrules::checkName(found, u"/displayName"_s, *displayName);
    if (ownerId)
        fieldrules::checkName(found, u"/ownerId"_s, *ownerId);
    if (machineType)
        fieldrules::checkType(found, u"/machineType"_s, *machineType);
    if (runtimeProfile)
        fieldrules::checkType(found, u"/runtimeProfile"_s, *runtimeProfile);
    if (capabilities)
        fieldrules::checkList(found, u"/capabilities"_s, *capabilities);
    if (labels)
        fieldrules::checkLabels(found, u"/labels"_s, *labels);
    if (policyIds)
        fieldrules::checkList(found, u"/policyIds"_s, *policyIds);
    if (skillKeys)
        fieldrules::checkList(found, u"/skillKeys"_s, *skillKeys);
    return found;
}

Machine MachinePatch::appliedTo(Machine machine) const
{
    apply(displayName, machine.displayName);
    apply(ownerId, machine.ownerId);
    apply(machineType, machine.machineType);
    apply(runtimeProfile, machine.runtimeProfile);
    apply(status, machine.status);
    apply(capabilities, machine.capabilities);
    apply(labels, machine.labels);
    apply(policyIds, machine.policyIds);
    apply(skillKeys, machine.skillKeys);
    return machine;
}

MachinePatch MachinePatch::between(const Machine &before, const Machine &after)
{
    MachinePatch patch;
    keepChange(patch.displayName, before.displayName, after.displayName);
    keepChange(patch.ownerId, before.ownerId, after.ownerId);
    keepChange(patch.machineType, before.machineType, after.machineType);
    keepChange(patch.runtimeProfile, before.runtimeProfile, after.runtimeProfile);
    keepChange(patch.status, before.status, after.status);
    keepChange(patch.capabilities, before.capabilities, after.capabilities);
    keepChange(patch.labels, before.labels, after.labels);
    keepChange(patch.policyIds, before.policyIds, after.policyIds);
    keepChange(patch.skillKeys, before.skillKeys, after.skillKeys);
    return patch;
}

} // namespace muster
