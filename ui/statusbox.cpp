// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusbox.h"

#include "machinewords.h"

#include <QStandardItemModel>

namespace muster {

StatusBox::StatusBox(QWidget *parent)
    : QComboBox(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    for (const MachineStatus status : {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                                       MachineStatus::Blocked, MachineStatus::Archived})
        addItem(machinewords::status(status), int(status));
}

void StatusBox::offerFrom(MachineStatus from)
{
    for (int row = 0; row < count(); ++row)
        judge(row, from);
}

void StatusBox::judge(int row, MachineStatus from)
{
    const auto to = MachineStatus(itemData(row).toInt());
    const bool legal = to == from || nextStatuses(from).contains(to);
    const bool offered = legal && (to == from || to != MachineStatus::Archived);
    QString reason;
    if (!legal)
        reason = machinewords::refusedMove(from, to);
    else if (!offered)
        reason = tr("Use the command Archive: it can be undone for a few seconds.");
    QStandardItem *item = qobject_cast<QStandardItemModel *>(model())->item(row);
    item->setEnabled(offered);
    item->setToolTip(reason);
    item->setData(reason, Qt::AccessibleDescriptionRole);
}

void StatusBox::choose(MachineStatus status)
{
    setCurrentIndex(findData(int(status)));
}

MachineStatus StatusBox::chosen() const
{
    return MachineStatus(currentData().toInt());
}

} // namespace muster
