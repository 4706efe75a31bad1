// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecells.h"

#include "machinewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::machinecells {
namespace {

// Enough for the 78 digits of the greatest identity number.
constexpr int kIdentityDigits = 78;

struct Titles
{
    Q_DECLARE_TR_FUNCTIONS(MachineTable)
};

} // namespace

QString title(MachineColumn column)
{
    switch (column) {
    case MachineColumn::DisplayName:
        return Titles::tr("Name");
    case MachineColumn::Status:
        return Titles::tr("Status");
    case MachineColumn::IdentityRef:
        return Titles::tr("Identity");
    case MachineColumn::MachineType:
        return Titles::tr("Type");
    case MachineColumn::OwnerId:
        return Titles::tr("Owner");
    case MachineColumn::Labels:
        return Titles::tr("Labels");
    case MachineColumn::UpdatedAt:
        return Titles::tr("Updated");
    case MachineColumn::Id:
        return Titles::tr("Machine ID");
    }
    Q_UNREACHABLE();
}

QString text(const Machine &machine, MachineColumn column, Timestamp now)
{
    switch (column) {
    case MachineColumn::DisplayName:
        return machine.displayName;
    case MachineColumn::Status:
        return machinewords::status(machine.status);
    case MachineColumn::IdentityRef:
        return machine.identityRef ? machine.identityRef->did() : Titles::tr("none");
    case MachineColumn::MachineType:
        return machine.machineType;
    case MachineColumn::OwnerId:
        return machine.ownerId;
    case MachineColumn::Labels:
        return machinewords::labels(machine.labels);
    case MachineColumn::UpdatedAt:
        return machinewords::relativeTime(machine.updatedAt, now);
    case MachineColumn::Id:
        return machine.id;
    }
    Q_UNREACHABLE();
}

QString toolTip(const Machine &machine, MachineColumn column)
{
    switch (column) {
    case MachineColumn::DisplayName:
        return machine.displayName;
    case MachineColumn::Status:
        return {};
    case MachineColumn::IdentityRef: {
        const QString sentence = machinewords::verification(machine);
        return machine.identityRef ? QString(machine.identityRef->did() + u'\n' + sentence) : sentence;
    }
    case MachineColumn::MachineType:
        return {};
    case MachineColumn::OwnerId:
        return machine.ownerId;
    case MachineColumn::Labels:
        return machinewords::labels(machine.labels).replace(", "_L1, "\n"_L1);
    case MachineColumn::UpdatedAt:
        return machine.updatedAt.text();
    case MachineColumn::Id:
        return machine.id;
    }
    Q_UNREACHABLE();
}

QVariant sortKey(const Machine &machine, MachineColumn column)
{
    switch (column) {
    case MachineColumn::Status:
        return static_cast<int>(machine.status);
    case MachineColumn::IdentityRef:
        return machine.identityRef ? machine.identityRef->number().rightJustified(kIdentityDigits, u'0')
                                   : QString();
    case MachineColumn::UpdatedAt:
        return machine.updatedAt.milliseconds;
    case MachineColumn::DisplayName:
    case MachineColumn::MachineType:
    case MachineColumn::OwnerId:
    case MachineColumn::Labels:
    case MachineColumn::Id:
        return text(machine, column, {});
    }
    Q_UNREACHABLE();
}

QString searchText(const Machine &machine)
{
    QStringList lines{machine.id,
                      machine.displayName,
                      machine.ownerId,
                      machine.machineType,
                      machine.runtimeProfile,
                      machineStatusName(machine.status),
                      machinewords::status(machine.status)};
    if (machine.identityRef)
        lines.append(machine.identityRef->did());
    if (machine.identityProof)
        lines.append(machine.identityProof->signerAddress);
    lines += machine.capabilities;
    lines += machine.policyIds;
    lines += machine.skillKeys;
    for (const auto &[key, value] : machine.labels.asKeyValueRange())
        lines.append(key + u'=' + value);
    return lines.join(u'\n').toCaseFolded();
}

} // namespace muster::machinecells
