// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "emptystate.h"
#include "fleetinventory.h"
#include "machinefiltermodel.h"
#include "machinetablemodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace muster {

class AbsenceBar;
class FleetStrip;
class FleetTable;
class InventoryDesk;
class SigningDesk;

/// The fleet, or what stands in its place while there is nothing to show: opening, no machines, no match, no
/// service.
class FleetPage : public QWidget
{
    Q_OBJECT

public:
    explicit FleetPage(QWidget *parent = nullptr);
    ~FleetPage() override;

    /// Keeps there what is seen at kept services, and shows it while they cannot be reached. It outlives the
    /// page.
    void setInventory(InventoryDesk &desk) { m_inventory.setDesk(desk); }
    /// Whose keys may bring back what the service shows no longer. It outlives the page.
    void setKeys(SigningDesk &desk);
    /// Null: nothing is open yet. `place`: the id of a kept service, else empty.
    void setOrchestrator(Orchestrator *orchestrator, const QString &place = {});
    /// Nothing could be opened; `error` says why.
    void showFault(const Error &error);
    /// Nothing is open, and nothing will be until the user chooses.
    void showNoPlace();

    MachineTableModel &model() { return m_model; }
    FleetInventory &inventory() { return m_inventory; }
    const MachineFilterModel &filter() const { return m_filter; }
    FleetTable *table() const { return m_table; }
    /// The one that has the cursor, if it is selected.
    std::optional<Machine> currentMachine() const;
    int selectedCount() const;
    /// In the order of the rows.
    QList<Machine> selectedMachines() const;
    /// Selects the machine and scrolls to it, once it is a row; clears a filter that hides it.
    void select(const QString &id);
    /// Gives the table the focus, once it has rows; not when the user has turned to something else by then.
    void focusTable();
    void setFilterText(const QString &text);
    void setArchivedShown(bool shown);

signals:
    /// Another machine, or the same one changed.
    void currentMachineChanged();
    /// Counts, loading or filter changed.
    void contentChanged();
    void editAsked();
    void menuAsked(const QPoint &globalPosition);
    void registerAsked();
    void retryAsked();
    void connectAsked();
    void welcomeAsked();
    void filterClearAsked();
    /// A word was put in or taken out with the strip.
    void filterTextAsked(const QString &text);
    void archivedAsked();
    /// A new proof may bring these machines back.
    void proveAgainWanted(const QStringList &ids);

private:
    enum class Shown { Opening, NoPlace, Rows, NoMachines, OnlyArchived, NoMatch, Fault };

    Shown judge() const;
    void connectModel();
    void refresh();
    void present(Shown shown);
    void takeAction();
    void trySelect();
    void tryFocus();

    MachineTableModel m_model;
    MachineFilterModel m_filter;
    SystemClock m_clock;
    FleetInventory m_inventory{m_model, m_clock};
    AbsenceBar *m_absences;
    FleetStrip *m_strip;
    FleetTable *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Shown m_shown = Shown::Opening;
    QTimer m_recheck{this}; ///< who controls an identity changes without anybody saying so here
    QString m_wanted;       ///< to be selected when its row comes
    bool m_isNowhere = false;
    bool m_focusWanted = false;
    QPointer<QWidget> m_focusBefore; ///< what had it when it was wanted
    std::optional<Error> m_fault;
};

} // namespace muster
