// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "machine.h"

#include <QTabWidget>

class QAction;

namespace muster {

class DetailsPane;
class EvidenceDesk;
class MachineJsonView;
class ServerSwitch;

/// What the window shows beside the fleet of the machine that is selected: its details, and the service's
/// own answer. A button leads to its history. GUI thread.
class MachinePane : public QTabWidget
{
    Q_OBJECT

public:
    /// `server` may be null: then the local workspace is not served. It and `history` outlive the pane.
    MachinePane(ServerSwitch *server, QAction &history, QWidget *parent = nullptr);

    /// As wide as the details want it.
    QSize sizeHint() const override;
    void setEvidence(EvidenceDesk &evidence);
    void setConnection(const Connection &connection);
    void setMachine(const std::optional<Machine> &machine);

private:
    void followServer();

    ServerSwitch *m_server;
    Connection m_connection;
    DetailsPane *m_details;
    MachineJsonView *m_json;
};

} // namespace muster
