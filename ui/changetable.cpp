// SPDX-License-Identifier: GPL-3.0-or-later
#include "changetable.h"

#include "inlinenote.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Column { FieldColumn, NowColumn, AfterColumn, OpenedColumn, KeepColumn, ColumnCount };

QString sideText(EditSides::Side side)
{
    switch (side) {
    case EditSides::Side::Yours:
        return ChangeTable::tr("Yours");
    case EditSides::Side::Theirs:
        return ChangeTable::tr("Theirs");
    case EditSides::Side::Opened:
        return ChangeTable::tr("As opened");
    }
    Q_UNREACHABLE();
}

} // namespace

ChangeTable::ChangeTable(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setHorizontalHeaderLabels(
        {tr("Field"), tr("Now"), tr("After saving"), tr("When opened"), tr("Which is kept")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->moveSection(OpenedColumn, 1);
    setColumnHidden(OpenedColumn, true);
    setColumnHidden(KeepColumn, true);
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
    setColumnHidden(OpenedColumn, true);
    setColumnHidden(KeepColumn, true);
    showRows({before, before, after}, after);
}

void ChangeTable::showConflict(const EditSides &sides, const Machine &after)
{
    setColumnHidden(OpenedColumn, false);
    setColumnHidden(KeepColumn, false);
    verticalHeader()->setDefaultSectionSize(QComboBox().sizeHint().height());
    showRows(sides, after);
}

// A row keeps its place and its control while the same fields are shown: the control may be the one that is
// being used.
void ChangeTable::showRows(const EditSides &sides, const Machine &after)
{
    QList<MachineField> fields = MachineField::allOf({sides.opened, sides.theirs, sides.yours, after});
    fields.removeIf([&](const MachineField &field) {
        return field.isSame(sides.opened, sides.theirs) && field.isSame(sides.opened, sides.yours) &&
               field.isSame(sides.opened, after);
    });
    if (fields != m_fields) {
        m_fields = fields;
        setRowCount(0);
        setRowCount(static_cast<int>(fields.size()));
    }
    for (int row = 0; row < rowCount(); ++row)
        writeRow(row, sides, after);
}

void ChangeTable::writeRow(int row, const EditSides &sides, const Machine &after)
{
    const MachineField &field = m_fields.at(row);
    int column = FieldColumn;
    for (const QString &text :
         {field.title(), field.text(sides.theirs), field.text(after), field.text(sides.opened)}) {
        auto *cell = new QTableWidgetItem(text);
        cell->setToolTip(text);
        cell->setFlags(Qt::ItemIsEnabled);
        setItem(row, column++, cell);
    }
    if (isColumnHidden(KeepColumn))
        return;
    markRow(row, sides.bothChanged(field));
    offerChoice(row, sides, after);
}

void ChangeTable::markRow(int row, bool bothChanged)
{
    if (!bothChanged)
        return;
    const QString sentence = tr("%1: both of you changed it. Choose which is kept; theirs is overwritten "
                                "otherwise.")
                                 .arg(m_fields.at(row).title());
    item(row, FieldColumn)->setIcon(InlineNote::icon(InlineNote::Kind::Warning));
    item(row, FieldColumn)->setToolTip(sentence);
    item(row, FieldColumn)->setData(Qt::AccessibleTextRole, sentence);
}

void ChangeTable::offerChoice(int row, const EditSides &sides, const Machine &after)
{
    QComboBox *choice = choiceAt(row);
    const MachineField &field = m_fields.at(row);
    const QSignalBlocker quiet(choice);
    choice->clear();
    for (const EditSides::Side side : sides.choices(field)) {
        choice->addItem(sideText(side), int(side));
        choice->setItemData(choice->count() - 1, field.text(sides.of(side)), Qt::ToolTipRole);
    }
    choice->setCurrentIndex(choice->findData(int(sides.sideOf(field, after))));
    //: %1: name of a field, like Owner
    choice->setAccessibleName(tr("Which %1 is kept").arg(field.title()));
}

QComboBox *ChangeTable::choiceAt(int row)
{
    if (auto *there = qobject_cast<QComboBox *>(cellWidget(row, KeepColumn)))
        return there;
    auto *choice = new QComboBox(this);
    choice->setObjectName(u"keepChoice%1"_s.arg(row));
    connect(choice, &QComboBox::activated, this, [this, choice, field = m_fields.at(row)] {
        emit sideChosen(field, EditSides::Side(choice->currentData().toInt()));
    });
    setCellWidget(row, KeepColumn, choice);
    return choice;
}

} // namespace muster
