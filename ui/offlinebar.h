// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleetinventory.h"
#include "messagebar.h"
#include "result.h"

#include <QTimer>

namespace muster {

class MachineTableModel;

/// Says that the service cannot be reached and from when what is shown is. GUI thread.
class OfflineBar : public MessageBar
{
    Q_OBJECT

public:
    /// Both outlive the bar.
    OfflineBar(MachineTableModel &model, FleetInventory &inventory, QWidget *parent = nullptr);

signals:
    void retryAsked();

private:
    void refresh();

    MachineTableModel &m_model;
    FleetInventory &m_inventory;
    Error m_fault;
    QString m_said;
    QTimer m_minute; ///< what is shown grows old
};

} // namespace muster
