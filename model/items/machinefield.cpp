// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefield.h"

#include "machinewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MachineField)
};

} // namespace

QList<MachineField> MachineField::allOf(const QList<Machine> &records)
{
    QList<MachineField> fields;
    for (const Member member : {Member::DisplayName, Member::OwnerId, Member::MachineType,
                                Member::RuntimeProfile, Member::Capabilities})
        fields.append(MachineField(member));
    QMap<QString, QString> labels;
    for (const Machine &record : records)
        labels.insert(record.labels);
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        fields.append(MachineField(Member::Label, it.key()));
    fields.append(MachineField(Member::Status));
    return fields;
}

QList<MachineField> MachineField::changedBetween(const Machine &before, const Machine &after)
{
    QList<MachineField> fields = allOf({before, after});
    fields.removeIf([&](const MachineField &field) { return field.isSame(before, after); });
    return fields;
}

QString MachineField::title() const
{
    switch (m_member) {
    case Member::DisplayName:
        return Words::tr("Display name");
    case Member::OwnerId:
        return Words::tr("Owner");
    case Member::MachineType:
        return Words::tr("Type");
    case Member::RuntimeProfile:
        return Words::tr("Runtime profile");
    case Member::Capabilities:
        return Words::tr("Capabilities");
    case Member::Label:
        return Words::tr("Label %1").arg(m_key);
    case Member::Status:
        return Words::tr("Status");
    }
    Q_UNREACHABLE();
}

QString MachineField::text(const Machine &machine) const
{
    const auto worded = [](const QString &text) { return text.isEmpty() ? Words::tr("(empty)") : text; };
    switch (m_member) {
    case Member::DisplayName:
        return worded(machine.displayName);
    case Member::OwnerId:
        return worded(machine.ownerId);
    case Member::MachineType:
        return worded(machine.machineType);
    case Member::RuntimeProfile:
        return worded(machine.runtimeProfile);
    case Member::Capabilities:
        return worded(machine.capabilities.join(", "_L1));
    case Member::Label:
        return machine.labels.contains(m_key) ? worded(machine.labels.value(m_key)) : Words::tr("(no label)");
    case Member::Status:
        return machinewords::status(machine.status);
    }
    Q_UNREACHABLE();
}

bool MachineField::isSame(const Machine &one, const Machine &other) const
{
    Machine made = one;
    copy(other, made);
    return made == one;
}

void MachineField::copy(const Machine &from, Machine &to) const
{
    switch (m_member) {
    case Member::DisplayName:
        to.displayName = from.displayName;
        break;
    case Member::OwnerId:
        to.ownerId = from.ownerId;
        break;
    case Member::MachineType:
        to.machineType = from.machineType;
        break;
    case Member::RuntimeProfile:
        to.runtimeProfile = from.runtimeProfile;
        break;
    case Member::Capabilities:
        to.capabilities = from.capabilities;
        break;
    case Member::Label:
        if (const auto label = from.labels.constFind(m_key); label != from.labels.cend())
            to.labels.insert(m_key, *label);
        else
            to.labels.remove(m_key);
        break;
    case Member::Status:
        to.status = from.status;
        break;
    }
}

} // namespace muster
