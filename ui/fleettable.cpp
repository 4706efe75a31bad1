// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleettable.h"

#include "machinecelldelegate.h"
#include "machinecells.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// What fits a column without being shortened; longer texts are elided.
QString sample(MachineColumn column)
{
    switch (column) {
    case MachineColumn::DisplayName:
        return u"Inspection drone 12"_s;
    case MachineColumn::Status:
        return u"Degraded"_s;
    case MachineColumn::Verification:
        return u"Controller changed \u00b7 59 min ago"_s;
    case MachineColumn::IdentityRef:
        return u"did:peaq:123456789"_s;
    case MachineColumn::MachineType:
        return u"delivery-robot"_s;
    case MachineColumn::OwnerId:
        return u"warehouse-north"_s;
    case MachineColumn::Labels:
        return u"site=hall-2, a=b"_s;
    case MachineColumn::UpdatedAt:
        return u"30 days ago"_s;
    case MachineColumn::Id:
        return u"mach_1…abcd"_s;
    }
    Q_UNREACHABLE();
}

bool hasIcon(MachineColumn column)
{
    return column == MachineColumn::Status || column == MachineColumn::Verification;
}

} // namespace

FleetTable::FleetTable(QWidget *parent)
    : QTableView(parent)
    , m_minute(this)
{
    setObjectName(u"fleetTable"_s);
    setAccessibleName(tr("Machines"));
    setItemDelegate(new MachineCellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setObjectName(u"fleetHeader"_s);
    measure();
    connect(this, &QAbstractItemView::doubleClicked, this, &FleetTable::openAsked);
    connect(&m_minute, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    m_minute.setObjectName(u"fleetMinute"_s);
    m_minute.start(std::chrono::minutes(1));
}

void FleetTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    setColumnWidths();
    sortByColumn(static_cast<int>(MachineColumn::DisplayName), Qt::AscendingOrder);
}

void FleetTable::setColumnWidths()
{
    const int line = fontMetrics().height();
    for (int section = 0; section < kMachineColumns; ++section)
        setColumnWidth(section, widthFor(section));
    horizontalHeader()->setSectionResizeMode(static_cast<int>(MachineColumn::DisplayName),
                                             QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(line * 4);
}

int FleetTable::widthFor(int section) const
{
    const int line = fontMetrics().height();
    const auto column = static_cast<MachineColumn>(section);
    const int icon = hasIcon(column) ? line * 7 / 4 : 0;
    return fontMetrics().horizontalAdvance(sample(column)) + line + icon;
}

QSize FleetTable::sizeHint() const
{
    int width = verticalScrollBar()->sizeHint().width();
    for (int section = 0; section < kMachineColumns; ++section) {
        if (!isColumnHidden(section))
            width += widthFor(section);
    }
    return {width, QTableView::sizeHint().height()};
}

void FleetTable::measure()
{
    verticalHeader()->setMinimumSectionSize(fontMetrics().height());
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 15 / 8);
}

void FleetTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

void FleetTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->modifiers().testFlag(Qt::ControlModifier) && currentIndex().isValid()) {
        emit openAsked();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace muster
