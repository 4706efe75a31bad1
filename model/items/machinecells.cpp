// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecells.h"

#include "machinewords.h"
#include "recordfault.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::machinecells {
namespace {

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
    case MachineColumn::Verification:
        return Titles::tr("Verification");
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

QString name(MachineColumn column)
{
    switch (column) {
    case MachineColumn::DisplayName:
        return u"name"_s;
    case MachineColumn::Status:
        return u"status"_s;
    case MachineColumn::Verification:
        return u"verification"_s;
    case MachineColumn::IdentityRef:
        return u"identity"_s;
    case MachineColumn::MachineType:
        return u"type"_s;
    case MachineColumn::OwnerId:
        return u"owner"_s;
    case MachineColumn::Labels:
        return u"labels"_s;
    case MachineColumn::UpdatedAt:
        return u"updated"_s;
    case MachineColumn::Id:
        return u"id"_s;
    }
    Q_UNREACHABLE();
}

bool isReadable(const Machine &machine, MachineColumn column)
{
    if (recordfault::of(machine).isEmpty())
        return true;
    switch (column) {
    case MachineColumn::DisplayName:
        return !recordfault::isAbout(machine, "displayName"_L1);
    case MachineColumn::Status:
        return !recordfault::isAbout(machine, "status"_L1);
    case MachineColumn::IdentityRef:
        return !recordfault::isAbout(machine, "identityRef"_L1);
    case MachineColumn::MachineType:
        return !recordfault::isAbout(machine, "machineType"_L1);
    case MachineColumn::OwnerId:
        return !recordfault::isAbout(machine, "ownerId"_L1);
    case MachineColumn::Labels:
        return !recordfault::isAbout(machine, "labels"_L1);
    case MachineColumn::UpdatedAt:
        return !recordfault::isAbout(machine, "updatedAt"_L1);
    case MachineColumn::Id:
        return !recordfault::isAbout(machine, "id"_L1);
    case MachineColumn::Verification:
        return true;
    }
    Q_UNREACHABLE();
}

QString text(const Machine &machine, MachineColumn column, Timestamp now)
{
    if (!isReadable(machine, column))
        return Titles::tr("cannot be read");
    switch (column) {
    case MachineColumn::DisplayName:
        return machine.displayName;
    case MachineColumn::Status:
        return machinewords::status(machine.status);
    case MachineColumn::Verification:
        return machinewords::verdict(machine, now);
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
    if (!isReadable(machine, column))
        return machinewords::verification(machine);
    switch (column) {
    case MachineColumn::DisplayName:
        return machine.displayName;
    case MachineColumn::Status:
        return {};
    case MachineColumn::Verification:
        return machinewords::verification(machine);
    case MachineColumn::IdentityRef:
        return machine.identityRef ? machine.identityRef->did() : QString();
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

} // namespace muster::machinecells
