// SPDX-License-Identifier: GPL-3.0-or-later
#include "newmachine.h"

#include "fieldrules.h"

using namespace Qt::StringLiterals;

namespace muster {

NewMachine NewMachine::normalised() const
{
    NewMachine tidy = *this;
    tidy.displayName = displayName.trimmed();
    tidy.ownerId = ownerId.trimmed();
    tidy.machineType = machineType.trimmed();
    tidy.runtimeProfile = runtimeProfile.trimmed();
    return tidy;
}

QList<Issue> NewMachine::issues() const
{
    QList<Issue> found;
    fieldrules::checkName(found, u"/displayName"_s, displayName);
    fieldrules::checkName(found, u"/ownerId"_s, ownerId);
    fieldrules::checkType(found, u"/machineType"_s, machineType);
    fieldrules::checkType(found, u"/runtimeProfile"_s, runtimeProfile);
    fieldrules::checkList(found, u"/capabilities"_s, capabilities);
    fieldrules::checkLabels(found, u"/labels"_s, labels);
    fieldrules::checkList(found, u"/policyIds"_s, policyIds);
    fieldrules::checkList(found, u"/skillKeys"_s, skillKeys);
    return found;
}

} // namespace muster
