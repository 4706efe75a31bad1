// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecommands.h"

#include "machinewords.h"
#include "orchestrator.h"
#include "whenfinished.h"

namespace muster {
namespace {

// A service without revisions cannot be asked for a conditional change.
std::optional<qint64> revisionOf(const Machine &machine)
{
    return machine.revision > 0 ? std::optional(machine.revision) : std::nullopt;
}

} // namespace

void MachineCommands::setOrchestrator(std::shared_ptr<Orchestrator> orchestrator)
{
    m_orchestrator = std::move(orchestrator);
}

void MachineCommands::archive(const Machine &machine)
{
    if (!m_orchestrator)
        return;
    // The orchestrator is kept alive until it has answered, whatever the window turns to meanwhile.
    whenFinished(m_orchestrator->archiveMachine(machine.id, revisionOf(machine)), this,
                 [this, machine, keep = m_orchestrator](const Result<void> &answer) {
                     if (answer)
                         emit changed(machine.id);
                     else
                         emit failed(tr("“%1” was not archived.").arg(machine.displayName), answer.error(),
                                     machine.id);
                 });
}

void MachineCommands::setStatus(const Machine &machine, MachineStatus status)
{
    if (!m_orchestrator)
        return;
    MachinePatch patch;
    patch.status = status;
    whenFinished(
        m_orchestrator->updateMachine(machine.id, patch, revisionOf(machine)), this,
        [this, machine, status, keep = m_orchestrator](const Result<Machine> &answer) {
            if (answer)
                emit changed(machine.id);
            else
                //: %1: name of a machine, %2: a state, like Active
                emit failed(
                    tr("“%1” was not set to %2.").arg(machine.displayName, machinewords::status(status)),
                    answer.error(), machine.id);
        });
}

} // namespace muster
