// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofcommands.h"

#include "errorsentence.h"
#include "evidencedesk.h"
#include "fleetpage.h"
#include "messagebar.h"
#include "opendialog.h"
#include "placeline.h"
#include "provefleetdialog.h"
#include "provemachinedialog.h"
#include "recordfault.h"
#include "signingdesk.h"
#include "whenfinished.h"
#include "windowactions.h"

#include <QAction>
#include <QSet>
#include <QtConcurrentRun>

#include <memory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Result<QList<Machine>> provable(const std::vector<PackedMachine> &fleet)
{
    QList<Machine> machines;
    for (const PackedMachine &packed : fleet) {
        const Machine machine = packed.unpacked();
        if (machine.identityRef && machine.status != MachineStatus::Archived &&
            recordfault::of(machine).isEmpty())
            machines.append(machine);
    }
    return machines;
}

} // namespace

ProofCommands::ProofCommands(FleetPage &fleet, const WindowActions &actions, SigningDesk &desk,
                             Settings &settings, MessageBar &message, QWidget *window)
    : QObject(window)
    , m_fleet(fleet)
    , m_desk(desk)
    , m_settings(settings)
    , m_message(message)
    , m_window(window)
{
    connect(actions.prove, &QAction::triggered, this, [this] { prove(m_fleet.selectedMachines()); });
    connect(&m_fleet, &FleetPage::proveAgainWanted, this, &ProofCommands::proveById);
    connect(actions.completeProofs, &QAction::triggered, this, &ProofCommands::makeComplete);
}

void ProofCommands::prove(const QList<Machine> &machines)
{
    if (!m_connection.orchestrator || machines.isEmpty())
        return;
    if (machines.size() == 1)
        proveOne(machines.first());
    else
        proveMany(machines, false);
}

void ProofCommands::proveById(const QStringList &machineIds)
{
    if (!m_connection.orchestrator)
        return;
    struct Found
    {
        QList<Machine> machines;
        QStringList faults;
        qsizetype open = 0;
    };
    const auto found = std::make_shared<Found>();
    const auto goOn = [this, found, in = m_connection.orchestrator] {
        if (in != m_connection.orchestrator)
            return;
        if (!found->faults.isEmpty())
            m_message.say(MessageBar::Kind::Fault, found->faults.join(u' '));
        prove(found->machines);
    };
    QStringList unlisted;
    for (const QString &id : machineIds) {
        if (const auto machine = m_fleet.model().machineAt(m_fleet.model().rowOf(id)))
            found->machines.append(*machine);
        else
            unlisted.append(id);
    }
    found->open = unlisted.size();
    if (unlisted.isEmpty())
        goOn();
    for (const QString &id : unlisted) {
        whenFinished(m_connection.orchestrator->machine(id, true), this,
                     [id, found, goOn](const Result<Machine> &machine) {
                         if (machine)
                             found->machines.append(*machine);
                         else
                             found->faults.append(tr("%1: %2").arg(id, errorSentence(machine.error())));
                         if (--found->open == 0)
                             goOn();
                     });
    }
}

void ProofCommands::makeComplete()
{
    if (!m_connection.orchestrator || !m_desk.evidence())
        return;
    whenFinished(QtConcurrent::run(&provable, m_fleet.model().packedMachines()), this,
                 [this, in = m_connection.orchestrator](const Result<QList<Machine>> &candidates) {
                     if (candidates && in == m_connection.orchestrator)
                         completeThose(*candidates);
                 });
}

void ProofCommands::completeThose(const QList<Machine> &candidates)
{
    whenFinished(m_desk.evidence()->withoutEvidence(candidates), this,
                 [this, candidates, in = m_connection.orchestrator](const Result<QStringList> &missing) {
                     if (in != m_connection.orchestrator)
                         return;
                     if (!missing) {
                         m_message.say(MessageBar::Kind::Fault, errorSentence(missing.error()));
                         return;
                     }
                     const QSet<QString> ids(missing->begin(), missing->end());
                     QList<Machine> machines = candidates;
                     machines.removeIf([&ids](const Machine &machine) { return !ids.contains(machine.id); });
                     if (machines.isEmpty())
                         m_message.say(
                             MessageBar::Kind::Done,
                             tr("The proofs of all machines listed here are kept on this computer."));
                     else
                         proveMany(machines, true);
                 });
}

void ProofCommands::proveOne(const Machine &machine)
{
    if (!machine.identityRef || machine.status == MachineStatus::Archived) {
        //: %1: name of a machine
        m_message.say(MessageBar::Kind::Note,
                      machine.identityRef
                          ? tr("“%1” is archived: nothing to prove any more.").arg(machine.displayName)
                          : tr("The record of “%1” names no identity.").arg(machine.displayName));
        return;
    }
    auto *dialog =
        new ProveMachineDialog(*m_connection.orchestrator, m_desk, m_connection.place, machine, m_window);
    dialog->rememberForms(m_settings, m_connection.place);
    PlaceLine::putOn(*dialog, m_connection);
    connect(dialog, &ProveMachineDialog::proven, this,
            [this, in = m_connection.orchestrator](const Machine &proven, const std::optional<Error> &error) {
                if (in != m_connection.orchestrator)
                    return;
                refetch(proven);
                if (error)
                    m_message.say(MessageBar::Kind::Fault,
                                  tr("“%1” is proven again, but the record is not in the evidence. %2")
                                      .arg(proven.displayName, errorSentence(*error)));
                else
                    m_message.say(MessageBar::Kind::Done,
                                  tr("“%1” is proven again.").arg(proven.displayName));
            });
    openDialogOn(m_connection, dialog);
}

void ProofCommands::proveMany(const QList<Machine> &machines, bool complete)
{
    using Purpose = ProveFleetDialog::Purpose;
    auto *dialog = new ProveFleetDialog(*m_connection.orchestrator, m_desk, m_connection.place, machines,
                                        complete ? Purpose::Complete : Purpose::Renew, m_window);
    PlaceLine::putOn(*dialog, m_connection);
    connect(dialog, &ProveFleetDialog::proven, this,
            [this, in = m_connection.orchestrator](const Machine &proven) {
                if (in == m_connection.orchestrator)
                    refetch(proven);
            });
    openDialogOn(m_connection, dialog);
}

/// As it is listed, with the verdict on the new proof.
void ProofCommands::refetch(const Machine &machine)
{
    m_fleet.model().fetch(machine.id);
}

} // namespace muster
