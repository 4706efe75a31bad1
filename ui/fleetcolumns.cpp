// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetcolumns.h"

#include "glyph.h"
#include "machinecells.h"

#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Rows without a name could not be told apart.
constexpr int kAlwaysShown = static_cast<int>(MachineColumn::DisplayName);

QString nameOf(int section)
{
    return machinecells::name(static_cast<MachineColumn>(section));
}

int sectionOf(const QString &name)
{
    for (int section = 0; section < kMachineColumns; ++section) {
        if (nameOf(section) == name)
            return section;
    }
    return -1;
}

} // namespace

FleetColumns::FleetColumns(QTableView &table, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_header(*table.horizontalHeader())
    , m_settings(settings)
    , m_menu(new QMenu(tr("&Columns"), &table))
{
    // The details say it too, and its place is needed.
    m_header.setSectionHidden(static_cast<int>(MachineColumn::Id), true);
    m_first = layout();
    buildMenu();
    apply(m_settings.fleetLayout());
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(std::chrono::milliseconds(500));
    connect(&m_keeping, &QTimer::timeout, this, &FleetColumns::keep);
    connect(&m_header, &QHeaderView::sectionResized, this, &FleetColumns::changed);
    connect(&m_header, &QHeaderView::sectionMoved, this, &FleetColumns::changed);
    connect(&m_header, &QHeaderView::sortIndicatorChanged, this, &FleetColumns::changed);
    m_header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_header, &QWidget::customContextMenuRequested, m_menu,
            [this](const QPoint &where) { m_menu->popup(m_header.viewport()->mapToGlobal(where)); });
}

void FleetColumns::setPlace(const QString &place)
{
    flush();
    if (place == m_place)
        return;
    m_place = place;
    apply(m_first);
    apply(m_settings.fleetLayout(place));
}

void FleetColumns::flush()
{
    if (m_keeping.isActive())
        keep();
}

void FleetColumns::buildMenu()
{
    m_menu->setObjectName(u"columnsMenu"_s);
    for (int section = 0; section < kMachineColumns; ++section) {
        QAction *action = m_menu->addAction(machinecells::title(static_cast<MachineColumn>(section)));
        action->setObjectName(u"column-"_s + nameOf(section));
        action->setCheckable(true);
        action->setEnabled(section != kAlwaysShown);
        action->setData(section);
        connect(action, &QAction::toggled, this, [this, section](bool shown) { show(section, shown); });
    }
    m_menu->addSeparator();
    QAction *back = m_menu->addAction(glyph(u"refresh"_s), tr("&Reset columns"));
    back->setObjectName(u"columnsReset"_s);
    back->setStatusTip(tr("Show the columns as they were at first"));
    connect(back, &QAction::triggered, this, &FleetColumns::reset);
}

TableLayout FleetColumns::layout() const
{
    TableLayout layout;
    for (int place = 0; place < m_header.count(); ++place) {
        const int section = m_header.logicalIndex(place);
        // The stretched one has whatever is left.
        const bool stretched = m_header.sectionResizeMode(section) == QHeaderView::Stretch;
        layout.columns.append({nameOf(section), stretched ? 0 : m_table.columnWidth(section),
                               !m_header.isSectionHidden(section)});
    }
    layout.sortedBy = nameOf(m_header.sortIndicatorSection());
    layout.descending = m_header.sortIndicatorOrder() == Qt::DescendingOrder;
    return layout;
}

void FleetColumns::apply(const TableLayout &layout)
{
    const QScopedValueRollback applying(m_applying, true);
    int place = 0;
    for (const ColumnPlace &column : layout.columns) {
        const int section = sectionOf(column.name);
        if (section < 0)
            continue;
        m_header.moveSection(m_header.visualIndex(section), place++);
        m_header.setSectionHidden(section, !column.shown && section != kAlwaysShown);
        if (column.width >= m_header.minimumSectionSize())
            m_header.resizeSection(section, column.width);
    }
    if (const int section = sectionOf(layout.sortedBy); section >= 0)
        m_table.sortByColumn(section, layout.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    showMenuState();
}

void FleetColumns::showMenuState()
{
    for (QAction *action : m_menu->actions()) {
        if (action->isCheckable())
            action->setChecked(!m_header.isSectionHidden(action->data().toInt()));
    }
}

void FleetColumns::show(int section, bool shown)
{
    if (m_applying)
        return;
    m_header.setSectionHidden(section, !shown);
    changed();
}

void FleetColumns::changed()
{
    if (!m_applying)
        m_keeping.start();
}

void FleetColumns::keep()
{
    m_keeping.stop();
    m_settings.setFleetLayout(layout(), m_place);
}

void FleetColumns::reset()
{
    apply(m_first);
    m_keeping.stop();
    m_settings.forgetFleetLayout(m_place);
}

} // namespace muster
