// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusmenu.h"

#include "glyph.h"
#include "machinewords.h"
#include "statusglyph.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kStatuses = {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                            MachineStatus::Blocked, MachineStatus::Archived};

} // namespace

StatusMenu::StatusMenu(QWidget *parent)
    : QMenu(tr("Set &status"), parent)
{
    setObjectName(u"statusMenu"_s);
    setToolTipsVisible(true);
    for (const MachineStatus status : kStatuses) {
        const GlyphChoice choice = statusGlyph(status);
        QAction *action = addAction(glyph(choice.name, choice.tone), machinewords::status(status));
        action->setObjectName(u"status-"_s + machineStatusName(status));
        action->setData(static_cast<int>(status));
        connect(action, &QAction::triggered, this, [this, status] { emit statusAsked(status); });
    }
    setMachine(std::nullopt);
}

void StatusMenu::judge(QAction *action, MachineStatus to, const Machine &machine)
{
    const bool legal = nextStatuses(machine.status).contains(to);
    const QString reason = to == machine.status ? tr("This is the machine's state now.")
                                                : machinewords::refusedMove(machine.status, to);
    action->setEnabled(legal);
    action->setToolTip(legal ? QString() : reason);
    action->setStatusTip(legal ? QString() : reason);
}

void StatusMenu::setMachine(const std::optional<Machine> &machine)
{
    menuAction()->setEnabled(machine.has_value());
    for (QAction *action : actions()) {
        const auto status = static_cast<MachineStatus>(action->data().toInt());
        if (machine)
            judge(action, status, *machine);
        else
            action->setEnabled(false);
    }
}

} // namespace muster
