// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keytable.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;
class QToolBar;

namespace muster {

class EmptyState;
class InlineNote;
class MachineTableModel;
class VaultDesk;
struct KeyActions;

/// The vault's keys, or what stands in their place: no vault, none in it yet, one that cannot be opened.
/// Files dropped anywhere on it are an import. GUI thread.
class KeysPage : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the page. `fleet`: whose machines are named beside the keys.
    KeysPage(VaultDesk &desk, MachineTableModel &fleet, const KeyActions &actions, QWidget *parent = nullptr);

    KeyTable *table() const { return m_table; }
    QStringList machinesOf(const Address &address) const;

signals:
    void createVaultAsked();
    void filesDropped(const QStringList &paths);
    void menuAsked(const QPoint &globalPosition);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QToolBar *buildBar();
    void refresh();
    void readMachines();
    void presentEmpty();
    void showNotes();

    VaultDesk &m_desk;
    MachineTableModel &m_fleet;
    const KeyActions &m_actions;
    KeyTable::Machines m_machines;
    QTimer m_reading; ///< the fleet comes page by page: it is read once for many changes
    int m_readings = 0;
    InlineNote *m_backupNote;
    InlineNote *m_listNote;
    KeyTable *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

} // namespace muster
