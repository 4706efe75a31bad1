// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QHash>

class QAction;
class QActionGroup;
class QWidget;

namespace muster {

/// Every command of the window, made once: menus, toolbar and context menu show the same ones. Owned by the
/// window.
struct WindowActions
{
    explicit WindowActions(QWidget *window);

    QAction *undo;
    QAction *redo;
    QAction *registerMachine;
    QAction *edit;
    QAction *archive;
    QAction *prove;
    QAction *completeProofs;
    QAction *history;
    QAction *refresh;
    QAction *find;
    QAction *clearFilter;
    QAction *showArchived;
    QAction *auditLog;
    QAction *connectRemote;
    QAction *openWorkspace;
    QAction *openFolder;
    QAction *openDemo;
    QAction *welcome;
    QAction *quit;
    QAction *server;
    QAction *copyEnvironment;
    QAction *serverSettings;
    QAction *registry;
    QAction *glossary;
    QAction *whatsThis;
    QAction *about;
    QActionGroup *themes;
    QHash<QAction *, ThemeChoice> themeOf;

    /// Without a place to work on there is nothing to ask for again and no log.
    void offerPlace(bool offered) const;
    /// The registry is edited where it is ours; elsewhere its command says why not.
    void offerRegistry(bool offered) const;

private:
    void makeHistoryActions(QWidget *window);
    void makeMachineActions(QWidget *window);
    void makePlaceActions(QWidget *window);
    void makeHelpActions(QWidget *window);
    void makeThemeActions(QWidget *window);
};

} // namespace muster
