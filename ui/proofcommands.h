// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "machine.h"

#include <QObject>
#include <QStringList>

namespace muster {

class FleetPage;
class MessageBar;
class Settings;
class SigningDesk;
struct WindowActions;

/// The commands that prove machines again, and what came of them in the message bar. GUI thread.
class ProofCommands : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the commands.
    ProofCommands(FleetPage &fleet, const WindowActions &actions, SigningDesk &desk, Settings &settings,
                  MessageBar &message, QWidget *window);

    void setConnection(const Connection &connection) { m_connection = connection; }

    /// Opens the dialog that proves these records of the place that is worked on: the exact challenge for
    /// one, the list for several. Records that the place does not list any more may be among them.
    void prove(const QList<Machine> &machines);
    /// The same by their ids: of the fleet, else asked for.
    void proveById(const QStringList &machineIds);
    /// Those of the fleet whose proofs are not kept here.
    void makeComplete();

private:
    void completeThose(const QList<Machine> &candidates);
    void proveOne(const Machine &machine);
    void proveMany(const QList<Machine> &machines, bool complete);
    void refetch(const Machine &machine);

    FleetPage &m_fleet;
    SigningDesk &m_desk;
    Settings &m_settings;
    MessageBar &m_message;
    QWidget *m_window;
    Connection m_connection;
};

} // namespace muster
