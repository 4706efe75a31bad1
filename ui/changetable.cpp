// SPDX-License-Identifier: GPL-3.0-or-later
#include "changetable.h"

#include "inlinenote.h"
#include "machinewords.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kOpenedColumn = 3;

} // namespace

ChangeTable::ChangeTable(QWidget *parent)
    : QTableWidget(0, 4, parent)
{
    setHorizontalHeaderLabels({tr("Field"), tr("Now"), tr("After saving"), tr("When opened")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->moveSection(kOpenedColumn, 1);
    setColumnHidden(kOpenedColumn, true);
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
    setColumnHidden(kOpenedColumn, true);
    showRows(before, before, after);
}

void ChangeTable::showConflict(const Machine &opened, const Machine &current, const Machine &after)
{
    setColumnHidden(kOpenedColumn, false);
    showRows(opened, current, after);
}

void ChangeTable::showRows(const Machine &opened, const Machine &before, const Machine &after)
{
    setRowCount(0);
    const auto add = [&](const QString &field, const auto &text) {
        addChange(field, {text(opened), text(before), text(after)});
    };
    add(tr("Display name"), [](const Machine &machine) { return machine.displayName; });
    add(tr("Owner"), [](const Machine &machine) { return machine.ownerId; });
    add(tr("Type"), [](const Machine &machine) { return machine.machineType; });
    add(tr("Runtime profile"), [](const Machine &machine) { return machine.runtimeProfile; });
    add(tr("Capabilities"), [](const Machine &machine) { return machine.capabilities.join(", "_L1); });
    addLabelChanges(opened, before, after);
    add(tr("Status"), [](const Machine &machine) { return machinewords::status(machine.status); });
}

void ChangeTable::addChange(const QString &field, const Texts &texts)
{
    if (texts.opened == texts.before && texts.before == texts.after)
        return;
    const int row = rowCount();
    insertRow(row);
    int column = 0;
    for (const QString &text : {field, texts.before, texts.after, texts.opened}) {
        auto *item = new QTableWidgetItem(text.isEmpty() ? tr("(empty)") : text);
        item->setToolTip(text);
        item->setFlags(Qt::ItemIsEnabled);
        setItem(row, column++, item);
    }
    if (texts.opened == texts.before || texts.before == texts.after)
        return;
    const QString sentence =
        tr("%1: both of you changed it; saving puts yours in the place of theirs.").arg(field);
    item(row, 0)->setIcon(InlineNote::icon(InlineNote::Kind::Warning));
    item(row, 0)->setToolTip(sentence);
    item(row, 0)->setData(Qt::AccessibleTextRole, sentence);
}

void ChangeTable::addLabelChanges(const Machine &opened, const Machine &before, const Machine &after)
{
    QMap<QString, QString> all = opened.labels;
    all.insert(before.labels);
    all.insert(after.labels);
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const auto text = [key = it.key()](const Machine &machine) {
            return machine.labels.value(key, tr("(no label)"));
        };
        addChange(tr("Label %1").arg(it.key()), {text(opened), text(before), text(after)});
    }
}

} // namespace muster
