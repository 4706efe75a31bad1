// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowbars.h"

#include "placeband.h"
#include "searchfield.h"
#include "statusmenu.h"
#include "windowactions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QLayout>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WindowBars)
};

QMenu *addMenu(QMainWindow &window, const QString &name, const QString &title)
{
    QMenu *menu = window.menuBar()->addMenu(title);
    menu->setObjectName(name);
    return menu;
}

} // namespace

void buildMenus(QMainWindow &window, const WindowActions &actions, QMenu &placesMenu, StatusMenu &statusMenu,
                QMenu &columnsMenu, QAction *detailsToggle, QAction *serverPanelToggle)
{
    QMenu *file = addMenu(window, u"menuFile"_s, Words::tr("&File"));
    file->addMenu(&placesMenu);
    file->addActions({actions.openWorkspace, actions.openFolder, actions.openDemo, actions.connectRemote});
    file->addSeparator();
    file->addAction(actions.quit);

    addMenu(window, u"menuEdit"_s, Words::tr("&Edit"))->addActions({actions.undo, actions.redo});

    QMenu *machine = addMenu(window, u"menuMachine"_s, Words::tr("&Machine"));
    machine->addActions({actions.registerMachine, actions.edit});
    machine->addMenu(&statusMenu);
    machine->addActions({actions.archive, actions.history});
    machine->addSeparator();
    machine->addActions({actions.prove, actions.completeProofs});

    QMenu *view = addMenu(window, u"menuView"_s, Words::tr("&View"));
    view->addActions({actions.refresh, actions.find, actions.clearFilter, actions.showArchived});
    view->addMenu(&columnsMenu);
    view->addSeparator();
    view->addActions({actions.welcome, actions.auditLog});
    view->addAction(detailsToggle);
    if (serverPanelToggle)
        view->addAction(serverPanelToggle);
    view->addSeparator();
    QMenu *theme = view->addMenu(Words::tr("&Theme"));
    theme->setObjectName(u"menuTheme"_s);
    theme->addActions(actions.themes->actions());

    QMenu *server = addMenu(window, u"menuServer"_s, Words::tr("&Server"));
    server->addActions({actions.server, actions.copyEnvironment, actions.serverSettings});
    server->addSeparator();
    server->addAction(actions.registry);

    QMenu *help = addMenu(window, u"menuHelp"_s, Words::tr("&Help"));
    help->addActions({actions.glossary, actions.whatsThis});
    help->addSeparator();
    help->addAction(actions.about);
}

void buildToolBar(QMainWindow &window, const WindowActions &actions, SearchField *search, PlaceBand *band)
{
    QToolBar *bar = window.addToolBar(Words::tr("Commands"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->toggleViewAction()->setVisible(false);
    bar->addAction(actions.registerMachine);
    bar->addSeparator();
    bar->addActions({actions.edit, actions.archive});
    bar->addSeparator();
    bar->addActions({actions.refresh, actions.auditLog});
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addWidget(search);
    bar->addSeparator();
    bar->addAction(actions.server);

    window.addToolBarBreak();
    QToolBar *place = window.addToolBar(Words::tr("Place"));
    place->setObjectName(u"placeToolBar"_s);
    place->setMovable(false);
    place->toggleViewAction()->setVisible(false);
    place->layout()->setContentsMargins({});
    place->addWidget(band);
}

void showMachineMenu(QMainWindow &window, const WindowActions &actions, StatusMenu &statusMenu,
                     const QPoint &globalPosition)
{
    auto *menu = new QMenu(&window);
    menu->setObjectName(u"machineMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(actions.edit);
    menu->addMenu(&statusMenu);
    menu->addActions({actions.archive, actions.prove, actions.history});
    menu->popup(globalPosition);
}

void showSearch(QMainWindow &window, const SearchField &search, bool shown)
{
    auto *bar = window.findChild<QToolBar *>(u"mainToolBar"_s);
    for (QAction *action : bar->actions()) {
        if (bar->widgetForAction(action) == &search)
            action->setVisible(shown);
    }
}

} // namespace muster
