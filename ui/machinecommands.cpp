// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecommands.h"

#include "machinewords.h"
#include "orchestrator.h"
#include "whenfinished.h"

namespace muster {
void MachineCommands::setOrchestrator(std::shared_ptr<Orchestrator> orchestrator)
{
    m_orchestrator = std::move(orchestrator);
}

void MachineCommands::withRevision(const Machine &machine, const QString &attempt, const Change &change)
{
    if (machine.revision > 0) {
        change(machine.revision);
        return;
    }
    whenFinished(m_orchestrator->machine(machine.id, true), this,
                 [this, machine, attempt, change, keep = m_orchestrator](const Result<Machine> &held) {
                     if (!held)
                         tellFailed(keep, attempt, held.error(), machine.id);
                     else if (held->updatedAt != machine.updatedAt)
                         tellFailed(keep, attempt,
                                    fail(ErrorCode::PreconditionFailed,
                                         tr("Somebody changed this record after it was listed."))
                                        .value(),
                                    machine.id);
                     else
                         change(held->revision > 0 ? std::optional(held->revision) : std::nullopt);
                 });
}

void MachineCommands::tellFailed(const std::shared_ptr<Orchestrator> &asked, const QString &attempt,
                                 const Error &error, const QString &machineId)
{
    emit failed(attempt, error, asked == m_orchestrator ? machineId : QString());
}

void MachineCommands::archive(const Machine &machine)
{
    if (!m_orchestrator)
        return;
    const QString attempt = tr("“%1” was not archived.").arg(machine.displayName);
    // The orchestrator is kept alive until it has answered, whatever the window turns to meanwhile.
    withRevision(machine, attempt, [=, this, keep = m_orchestrator](std::optional<qint64> revision) {
        whenFinished(keep->archiveMachine(machine.id, revision), this,
                     [this, machine, attempt, keep](const Result<void> &answer) {
                         if (!answer)
                             tellFailed(keep, attempt, answer.error(), machine.id);
                         else if (keep == m_orchestrator)
                             emit archived(machine);
                     });
    });
}

void MachineCommands::setStatus(const Machine &machine, MachineStatus status)
{
    if (!m_orchestrator)
        return;
    MachinePatch patch;
    patch.status = status;
    //: %1: name of a machine, %2: a state, like Active
    const QString attempt =
        tr("“%1” was not set to %2.").arg(machine.displayName, machinewords::status(status));
    withRevision(machine, attempt, [=, this, keep = m_orchestrator](std::optional<qint64> revision) {
        whenFinished(keep->updateMachine(machine.id, patch, revision), this,
                     [this, machine, attempt, keep](const Result<Machine> &answer) {
                         if (!answer)
                             tellFailed(keep, attempt, answer.error(), machine.id);
                         else if (keep == m_orchestrator)
                             emit edited(machine, *answer);
                     });
    });
}

} // namespace muster
