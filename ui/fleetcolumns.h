// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QObject>
#include <QTimer>

class QHeaderView;
class QMenu;
class QTableView;

namespace muster {

/// Which columns of the fleet's table are shown, how wide, in which order and by which it is sorted; kept
/// across starts by the columns' names, for each place on its own. Changed on the header with the mouse, or
/// in menu(). GUI thread.
class FleetColumns : public QObject
{
    Q_OBJECT

public:
    /// `table` shows a MachineFilterModel already; it and `settings` outlive this object.
    FleetColumns(QTableView &table, Settings &settings, QObject *parent = nullptr);

    /// A box a column, and the way back to how it was at first.
    QMenu *menu() const { return m_menu; }
    /// Lays the table out as it was kept for this place (see Settings::fleetLayout).
    void setPlace(const QString &place);
    /// Writes a change that waits at once; the window is about to close.
    void flush();

private:
    void buildMenu();
    TableLayout layout() const;
    void apply(const TableLayout &layout);
    void show(int section, bool shown);
    void showMenuState();
    void changed();
    void keep();
    void reset();

    QTableView &m_table;
    QHeaderView &m_header;
    Settings &m_settings;
    QString m_place;
    QMenu *m_menu;
    TableLayout m_first; ///< as built, before anything kept
    QTimer m_keeping;    ///< a drag changes a width many times
    bool m_applying = false;
};

} // namespace muster
