// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowactions.h"

#include "glyph.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

QAction *make(QWidget *window, const QString &name, const QString &icon, const QString &text,
              const QString &tip)
{
    auto *action = new QAction(text, window);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(glyph(icon));
    action->setStatusTip(tip);
    window->addAction(action);
    return action;
}

// The shortcut is shown where the action is: the toolbar's tooltips name it too.
void setKeys(QAction *action, const QList<QKeySequence> &keys)
{
    action->setShortcuts(keys);
    action->setToolTip(u"%1 (%2)"_s.arg(QString(action->text()).remove(u'&').remove(u'…'),
                                        keys.first().toString(QKeySequence::NativeText)));
}

} // namespace

WindowActions::WindowActions(QWidget *window)
{
    makeHistoryActions(window);
    makeMachineActions(window);
    makePlaceActions(window);
    makeHelpActions(window);
    makeThemeActions(window);
}

void WindowActions::makeHistoryActions(QWidget *window)
{
    undo = make(window, u"actionUndo"_s, u"arrow-back-up"_s, Words::tr("&Undo"),
                Words::tr("Take the last change back: the old values are sent again"));
    setKeys(undo, QKeySequence::keyBindings(QKeySequence::Undo));
    redo = make(window, u"actionRedo"_s, u"arrow-forward-up"_s, Words::tr("&Redo"),
                Words::tr("Send the change that was undone again"));
    setKeys(redo, QKeySequence::keyBindings(QKeySequence::Redo));
}

void WindowActions::makeMachineActions(QWidget *window)
{
    registerMachine = make(window, u"actionRegister"_s, u"plus"_s, Words::tr("&Register machine…"),
                           Words::tr("Prove who controls a machine and add it to the fleet"));
    registerMachine->setIconText(Words::tr("Register machine"));
    setKeys(registerMachine, {QKeySequence(Qt::CTRL | Qt::Key_N)});
    edit = make(window, u"actionEdit"_s, u"pencil"_s, Words::tr("&Edit…"),
                Words::tr("Change the selected machine"));
    edit->setIconText(Words::tr("Edit"));
    setKeys(edit, {QKeySequence(Qt::Key_F2)});
    archive = make(window, u"actionArchive"_s, u"archive"_s, Words::tr("&Archive…"),
                   Words::tr("Take the selected machine out of use"));
    archive->setIconText(Words::tr("Archive"));
    setKeys(archive, {QKeySequence(Qt::Key_Delete)});
    prove = make(window, u"actionProve"_s, u"shield-check"_s, Words::tr("&Prove again…"),
                 Words::tr("Sign a fresh challenge for the selected machines and send the new proofs"));
    prove->setIconText(Words::tr("Prove again"));
    setKeys(prove, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
    completeProofs =
        make(window, u"actionCompleteProofs"_s, u"shield-question"_s, Words::tr("Make proofs &complete…"),
             Words::tr("Prove the machines again whose proofs are not kept on this computer"));
    history = make(window, u"actionHistory"_s, u"audit-log"_s, Words::tr("Show &history"),
                   Words::tr("What happened to the selected machine"));
    setKeys(history, {QKeySequence(Qt::CTRL | Qt::Key_H)});
    refresh = make(window, u"actionRefresh"_s, u"refresh"_s, Words::tr("Re&fresh"),
                   Words::tr("Ask the service again for what is shown"));
    setKeys(refresh, {QKeySequence(Qt::Key_F5)});
    find = make(window, u"actionFind"_s, u"search"_s, Words::tr("&Find"),
                Words::tr("Type words that machines must hold"));
    setKeys(find, {QKeySequence(QKeySequence::Find)});
    clearFilter = make(window, u"actionClearFilter"_s, u"filter-off"_s, Words::tr("&Clear filter"),
                       Words::tr("Show all machines again"));
    clearFilter->setEnabled(false);
    showArchived = make(window, u"actionShowArchived"_s, u"eye"_s, Words::tr("Show &archived machines"),
                        Words::tr("List machines that were taken out of use too"));
    showArchived->setCheckable(true);
    auditLog = make(window, u"actionAuditLog"_s, u"audit-log"_s, Words::tr("Audit &log"),
                    Words::tr("What was done on this service, by whom and when"));
    auditLog->setCheckable(true);
    setKeys(auditLog, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)});
    for (QAction *action : {edit, archive, history, prove, completeProofs})
        action->setEnabled(false);
}

void WindowActions::makePlaceActions(QWidget *window)
{
    openWorkspace = make(window, u"actionOpenWorkspace"_s, u"folder"_s, Words::tr("Open &local workspace"),
                         Words::tr("Work on the machines kept on this computer"));
    openFolder = make(window, u"actionOpenFolder"_s, u"folder-plus"_s, Words::tr("Open a &workspace…"),
                      Words::tr("Work on the machines kept in another folder, or begin a fleet of your own"));
    openDemo = make(window, u"actionOpenDemo"_s, u"flask"_s, Words::tr("Open the &demo"),
                    Words::tr("Try everything on a simulated fleet on this computer"));
    welcome = make(window, u"actionWelcome"_s, u"home"_s, Words::tr("&Welcome page"),
                   Words::tr("The ways to begin, and where you worked before"));
    welcome->setCheckable(true);
    connectRemote = make(window, u"actionConnect"_s, u"plug-connected"_s, Words::tr("&Connect to a service…"),
                         Words::tr("Work on the machines of another orchestration service"));
    quit = make(window, u"actionQuit"_s, u"door-exit"_s, Words::tr("&Quit"),
                Words::tr("Close the window and end"));
    setKeys(quit, {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    server = make(window, u"actionServer"_s, u"server-2"_s, Words::tr("&Server"),
                  Words::tr("Serve the local workspace to programs on this computer"));
    server->setCheckable(true);
    setKeys(server, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    copyEnvironment = make(window, u"actionCopyEnvironment"_s, u"terminal-2"_s,
                           Words::tr("Copy en&vironment for SDK and CLI"),
                           Words::tr("Shell lines that point the SDK and the CLI at the server"));
    copyEnvironment->setEnabled(false);
    serverSettings =
        make(window, u"actionServerSettings"_s, u"adjustments-horizontal"_s, Words::tr("S&erver settings…"),
             Words::tr("Port, API key, proofs of identity and how long the audit log is kept"));
    registry = make(window, u"actionRegistry"_s, u"address-book"_s, {}, {});
    setKeys(registry, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)});
    offerRegistry(false);
}

void WindowActions::makeHelpActions(QWidget *window)
{
    glossary = make(window, u"actionGlossary"_s, u"book"_s, Words::tr("&Glossary"),
                    Words::tr("What the words in this window mean"));
    setKeys(glossary, {QKeySequence(Qt::Key_F1)});
    whatsThis = make(window, u"actionWhatsThis"_s, u"help"_s, Words::tr("Explain a &word"),
                     Words::tr("Then click a word of the window"));
    setKeys(whatsThis, {QKeySequence(Qt::SHIFT | Qt::Key_F1)});
    about = make(window, u"actionAbout"_s, u"info-circle"_s, Words::tr("&About Muster"),
                 Words::tr("Version and licences"));
}

void WindowActions::offerPlace(bool offered) const
{
    refresh->setEnabled(offered);
    auditLog->setEnabled(offered);
}

void WindowActions::offerRegistry(bool offered) const
{
    registry->setEnabled(offered);
    registry->setText(offered ? Words::tr("Identity re&gistry…")
                              : Words::tr("Identity re&gistry… (kept by another service)"));
    registry->setStatusTip(offered ? Words::tr("Say who controls which identity of the local workspace")
                                   : Words::tr("The registry of another service is changed where it runs"));
}

void WindowActions::makeThemeActions(QWidget *window)
{
    themes = new QActionGroup(window);
    const auto add = [this, window](ThemeChoice choice, const QString &name, const QString &icon,
                                    const QString &text) {
        QAction *action = make(window, name, icon, text, Words::tr("Colours of the program"));
        action->setCheckable(true);
        themes->addAction(action);
        themeOf.insert(action, choice);
    };
    add(ThemeChoice::System, u"actionThemeSystem"_s, u"device-desktop"_s, Words::tr("Like the &system"));
    add(ThemeChoice::Light, u"actionThemeLight"_s, u"sun"_s, Words::tr("&Light"));
    add(ThemeChoice::Dark, u"actionThemeDark"_s, u"moon"_s, Words::tr("&Dark"));
}

} // namespace muster
