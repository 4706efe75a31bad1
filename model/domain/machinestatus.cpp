// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinestatus.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace muster {

QString machineStatusName(MachineStatus status)
{
    switch (status) {
    case MachineStatus::Draft:
        return u"draft"_s;
    case MachineStatus::Active:
        return u"active"_s;
    case MachineStatus::Degraded:
        return u"degraded"_s;
    case MachineStatus::Blocked:
        return u"blocked"_s;
    case MachineStatus::Archived:
        return u"archived"_s;
    }
    Q_UNREACHABLE();
}

std::optional<MachineStatus> machineStatusFromName(QStringView name)
{
    for (const auto status : {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                              MachineStatus::Blocked, MachineStatus::Archived}) {
        if (name == machineStatusName(status))
            return status;
    }
    return std::nullopt;
}

QList<MachineStatus> nextStatuses(MachineStatus from)
{
    switch (from) {
    case MachineStatus::Draft:
        return {MachineStatus::Active, MachineStatus::Blocked, MachineStatus::Archived};
    case MachineStatus::Active:
        return {MachineStatus::Degraded, MachineStatus::Blocked, MachineStatus::Archived};
    case MachineStatus::Degraded:
        return {MachineStatus::Active, MachineStatus::Blocked, MachineStatus::Archived};
    case MachineStatus::Blocked:
        return {MachineStatus::Active, MachineStatus::Degraded, MachineStatus::Archived};
    case MachineStatus::Archived:
        return {};
    }
    Q_UNREACHABLE();
}

Result<void> checkStatusMove(MachineStatus from, MachineStatus to)
{
    if (from == to || nextStatuses(from).contains(to))
        return {};
    QStringList allowed;
    for (const MachineStatus status : nextStatuses(from))
        allowed.append(machineStatusName(status));
    const QString rest = allowed.isEmpty() ? u"no other state may follow"_s
                                           : QString(u"allowed are "_s + allowed.join(", "_L1));
    return Failure(
        validationError({{u"/status"_s, u"A machine cannot go from %1 to %2; %3."_s.arg(
                                            machineStatusName(from), machineStatusName(to), rest)}}));
}

bool needsVerifiedIdentity(MachineStatus from, MachineStatus to)
{
    if (from == to || to == MachineStatus::Blocked || to == MachineStatus::Archived)
        return false;
    return true;
}

} // namespace muster
