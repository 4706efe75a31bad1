// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QMenu>

namespace muster {

/// The states a machine can be moved to: legal moves enabled, the others greyed with the reason as tooltip
/// and in the status bar.
class StatusMenu : public QMenu
{
    Q_OBJECT

public:
    explicit StatusMenu(QWidget *parent = nullptr);
    void setMachine(const std::optional<Machine> &machine);

signals:
    void statusAsked(muster::MachineStatus status);

private:
    void judge(QAction *action, MachineStatus to, const Machine &machine);
};

} // namespace muster
