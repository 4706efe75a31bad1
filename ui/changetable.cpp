// SPDX-License-Identifier: GPL-3.0-or-later
#include "changetable.h"

#include "machinewords.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace muster {

ChangeTable::ChangeTable(QWidget *parent)
    : QTableWidget(0, 3, parent)
{
    setHorizontalHeaderLabels({tr("Field"), tr("Now"), tr("After saving")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 7 / 4);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setTabKeyNavigation(false);
    setTextElideMode(Qt::ElideMiddle);
}

void ChangeTable::showChanges(const Machine &before, const Machine &after)
{
    setRowCount(0);
    addChange(tr("Display name"), before.displayName, after.displayName);
    addChange(tr("Owner"), before.ownerId, after.ownerId);
    addChange(tr("Type"), before.machineType, after.machineType);
    addChange(tr("Runtime profile"), before.runtimeProfile, after.runtimeProfile);
    addChange(tr("Capabilities"), before.capabilities.join(", "_L1), after.capabilities.join(", "_L1));
    addLabelChanges(before.labels, after.labels);
    addChange(tr("Status"), machinewords::status(before.status), machinewords::status(after.status));
}

void ChangeTable::addChange(const QString &field, const QString &before, const QString &after)
{
    if (before == after)
        return;
    const int row = rowCount();
    insertRow(row);
    int column = 0;
    for (const QString &text : {field, before, after}) {
        auto *item = new QTableWidgetItem(text.isEmpty() ? tr("(empty)") : text);
        item->setToolTip(text);
        item->setFlags(Qt::ItemIsEnabled);
        setItem(row, column++, item);
    }
}

void ChangeTable::addLabelChanges(const QMap<QString, QString> &before, const QMap<QString, QString> &after)
{
    QMap<QString, QString> all = before;
    all.insert(after);
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const QString &key = it.key();
        const QString absent = tr("(no label)");
        addChange(tr("Label %1").arg(key), before.contains(key) ? before.value(key) : absent,
                  after.contains(key) ? after.value(key) : absent);
    }
}

} // namespace muster
