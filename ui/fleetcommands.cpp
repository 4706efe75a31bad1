// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetcommands.h"

#include "archivedialog.h"
#include "editmachinedialog.h"
#include "errorsentence.h"
#include "fleetpage.h"
#include "formdrafts.h"
#include "messagebar.h"
#include "opendialog.h"
#include "orchestrator.h"
#include "placeband.h"
#include "placeline.h"
#include "statusmenu.h"
#include "whenfinished.h"
#include "windowactions.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A name in a menu is no mnemonic.
QString menuText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

FleetCommands::FleetCommands(FleetPage &fleet, const WindowActions &actions, StatusMenu &statusMenu,
                             MessageBar &message, FormDrafts &drafts, QWidget *window)
    : QObject(window)
    , m_fleet(fleet)
    , m_actions(actions)
    , m_message(message)
    , m_drafts(drafts)
    , m_window(window)
    , m_held(window)
{
    connect(actions.edit, &QAction::triggered, this, &FleetCommands::edit);
    connect(actions.archive, &QAction::triggered, this, &FleetCommands::archive);
    connect(&drafts, &FormDrafts::editAsked, this, &FleetCommands::resumeEdit);
    connect(&statusMenu, &StatusMenu::statusAsked, this, &FleetCommands::setStatus);
    connectCommands();
    connectHeld();
    connectHistory();
    offerUndo();
}

void FleetCommands::connectCommands()
{
    connect(&m_commands, &MachineCommands::edited, this, [this](const Machine &before, const Machine &after) {
        m_message.dismiss();
        m_fleet.model().fetch(after.id);
        m_history.add(before, after);
    });
    connect(&m_commands, &MachineCommands::archived, this, [this](const Machine &machine) {
        m_message.dismiss();
        m_fleet.model().fetch(machine.id);
        m_history.addArchived(machine);
    });
    connect(&m_commands, &MachineCommands::failed, this, &FleetCommands::tellFailed);
}

void FleetCommands::connectHeld()
{
    connect(&m_held, &HeldArchives::due, &m_commands, &MachineCommands::archive);
    connect(&m_held, &HeldArchives::undone, this, [this](const QString &names) {
        m_message.say(MessageBar::Kind::Done, tr("%1: not archived. Nothing was sent.").arg(names));
    });
}

void FleetCommands::connectHistory()
{
    connect(m_actions.undo, &QAction::triggered, this, &FleetCommands::undo);
    connect(m_actions.redo, &QAction::triggered, &m_history, &EditHistory::redo);
    connect(&m_history, &EditHistory::changed, this, &FleetCommands::offerUndo);
    connect(&m_held, &HeldArchives::changed, this, &FleetCommands::offerUndo);
    connect(&m_history, &EditHistory::done, this, [this](const QString &sentence, const QString &id) {
        m_message.say(MessageBar::Kind::Done, sentence);
        m_fleet.model().fetch(id);
    });
    connect(&m_history, &EditHistory::givenUp, this, [this](const QString &sentence, const QString &id) {
        m_message.say(MessageBar::Kind::Note, sentence);
        m_fleet.model().fetch(id);
    });
    connect(&m_history, &EditHistory::failed, this, &FleetCommands::tellFailed);
}

void FleetCommands::undo()
{
    if (m_held.isEmpty())
        m_history.undo();
    else
        m_held.undo();
}

void FleetCommands::offerUndo()
{
    const bool held = !m_held.isEmpty();
    const QString what = held ? tr("the archiving of %1").arg(m_held.names()) : m_history.undoText();
    m_actions.undo->setEnabled(held || (m_fleetShown && m_history.canUndo()));
    //: %1: what, like: the edit of “Press 4”
    m_actions.undo->setText(what.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(menuText(what)));
    m_actions.redo->setEnabled(m_fleetShown && m_history.canRedo());
    m_actions.redo->setText(
        m_history.redoText().isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(menuText(m_history.redoText())));
}

void FleetCommands::setFleetShown(bool shown)
{
    m_fleetShown = shown;
    offerUndo();
}

void FleetCommands::setConnection(const Connection &connection)
{
    const QString given = m_held.names();
    m_held.giveUp();
    m_connection = connection;
    m_commands.setOrchestrator(connection.orchestrator);
    m_history.setOrchestrator(connection.orchestrator);
    if (!given.isEmpty())
        m_message.say(
            MessageBar::Kind::Note,
            tr("%1: not archived, because you turned to another place before it was sent.").arg(given));
}

void FleetCommands::edit()
{
    const auto machine = m_fleet.currentMachine();
    if (machine && m_connection.orchestrator)
        openEdit(*machine, {});
}

void FleetCommands::resumeEdit(const Draft &draft)
{
    if (!m_connection.orchestrator)
        return;
    const QString id = draft.content.value(u"machineId"_s).toString();
    whenFinished(m_connection.orchestrator->machine(id, true), this,
                 [this, id, draft, in = m_connection.orchestrator](const Result<Machine> &machine) {
                     if (in != m_connection.orchestrator)
                         return;
                     if (machine)
                         openEdit(*machine, draft);
                     else
                         tellFailed(tr("The edit cannot go on now; it is still kept."), machine.error(), id);
                 });
}

void FleetCommands::openEdit(const Machine &machine, const Draft &draft)
{
    auto *dialog = new EditMachineDialog(*m_connection.orchestrator, machine, m_window);
    PlaceLine::putOn(*dialog, m_connection);
    connect(dialog, &EditMachineDialog::saved, this,
            [this, in = m_connection.orchestrator](const Machine &before, const Machine &after) {
                if (in != m_connection.orchestrator)
                    return;
                m_fleet.model().fetch(after.id);
                m_history.add(before, after);
            });
    whenFinished(m_fleet.model().labelsInUse(), dialog, [dialog](const Result<LabelVocabulary> &labels) {
        if (labels)
            dialog->setVocabulary(*labels);
    });
    m_drafts.follow(*dialog, draft);
    if (!draft.content.isEmpty())
        dialog->resume(draft.content);
    openDialogOn(m_connection, dialog);
}

void FleetCommands::archive()
{
    const auto machine = m_fleet.currentMachine();
    if (!machine)
        return;
    auto *dialog = new ArchiveDialog(machine->displayName, placeTitle(m_connection), m_window);
    // The place may be another one by the time the dialog is answered.
    connect(dialog, &QDialog::accepted, this, [this, machine = *machine, in = m_connection.orchestrator] {
        if (in == m_connection.orchestrator)
            m_held.add(machine);
    });
    openDialogOn(m_connection, dialog);
}

void FleetCommands::setStatus(MachineStatus status)
{
    const auto machine = m_fleet.currentMachine();
    if (!machine)
        return;
    if (status == MachineStatus::Archived)
        archive();
    else
        m_commands.setStatus(*machine, status);
}

void FleetCommands::tellFailed(const QString &attempt, const Error &error, const QString &machineId)
{
    const QString sentence = attempt + u' ' + errorSentence(error);
    if (error.code == ErrorCode::PreconditionFailed && !machineId.isEmpty())
        m_message.say(MessageBar::Kind::Fault, sentence, tr("Load it again"),
                      [this, machineId] { m_fleet.model().fetch(machineId); });
    else
        m_message.say(MessageBar::Kind::Fault, sentence);
}

} // namespace muster
