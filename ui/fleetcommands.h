// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "edithistory.h"
#include "heldarchives.h"
#include "machinecommands.h"

namespace muster {

class FleetPage;
class FormDrafts;
struct Draft;
class StatusMenu;
struct WindowActions;

/// The commands on the machine that is selected: edit, status, archive; and undo and redo of them. They
/// are confirmed here, and what came of them is said in the message bar. GUI thread.
class FleetCommands : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the commands.
    FleetCommands(FleetPage &fleet, const WindowActions &actions, StatusMenu &statusMenu, MessageBar &message,
                  FormDrafts &drafts, QWidget *window);

    /// Turns to another place; an archive that is still held is given up, and the message bar says so.
    void setConnection(const Connection &connection);
    /// Whether the fleet is seen: what is not seen must not be changed by a key.
    void setFleetShown(bool shown);
    HeldArchives &heldArchives() { return m_held; }

private:
    void connectCommands();
    void connectHeld();
    void connectHistory();
    void undo();
    void offerUndo();
    void edit();
    void openEdit(const Machine &machine, const Draft &draft);
    void resumeEdit(const Draft &draft);
    void archive();
    void setStatus(MachineStatus status);
    void tellFailed(const QString &attempt, const Error &error, const QString &machineId);

    FleetPage &m_fleet;
    const WindowActions &m_actions;
    MessageBar &m_message;
    FormDrafts &m_drafts;
    QWidget *m_window;
    Connection m_connection;
    MachineCommands m_commands;
    HeldArchives m_held;
    EditHistory m_history;
    bool m_fleetShown = true;
};

} // namespace muster
