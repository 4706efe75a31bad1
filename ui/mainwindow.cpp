// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "aboutdialog.h"
#include "auditlogpage.h"
#include "autolock.h"
#include "errorsentence.h"
#include "fleetcolumns.h"
#include "fleetcommands.h"
#include "fleetpage.h"
#include "fleettable.h"
#include "formdrafts.h"
#include "glyph.h"
#include "inventorydesk.h"
#include "keptfilter.h"
#include "keycommands.h"
#include "keyspage.h"
#include "machinepane.h"
#include "messagebar.h"
#include "opendialog.h"
#include "pageswitch.h"
#include "placeband.h"
#include "placeline.h"
#include "places.h"
#include "proofcommands.h"
#include "recordfault.h"
#include "registerwizard.h"
#include "registrydialog.h"
#include "registryeditor.h"
#include "searchfield.h"
#include "serverdock.h"
#include "signingdesk.h"
#include "statusline.h"
#include "statusmenu.h"
#include "whenfinished.h"
#include "windowbars.h"
#include "wordhelp.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QScreen>
#include <QToolBar>
#include <QVBoxLayout>
#include <QWhatsThis>

using namespace Qt::StringLiterals;

namespace muster {

MainWindow::MainWindow(Connector &connector, ServerSwitch *server, SigningDesk &desk, Settings &settings,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_connector(connector)
    , m_server(server)
    , m_desk(desk)
    , m_settings(settings)
    , m_theme(settings)
    , m_drafts(settings.draftsFolder())
    , m_actions(this)
    , m_band(new PlaceBand(this))
    , m_message(new MessageBar(this))
    , m_places(new Places(connector, settings, m_actions, *m_message, *this))
    , m_fleet(new FleetPage(this))
    , m_columns(new FleetColumns(*m_fleet->table(), settings, this))
    , m_pages(new PageSwitch(*m_fleet, m_actions, *m_message, this))
    , m_search(new SearchField(this))
    , m_filter(new KeptFilter(*m_search, *m_actions.showArchived, settings, this))
    , m_details(new MachinePane(server, *m_actions.history, this))
    , m_statusMenu(new StatusMenu(this))
    , m_formDrafts(new FormDrafts(m_drafts, this))
    , m_commands(new FleetCommands(*m_fleet, m_actions, *m_statusMenu, *m_message, *m_formDrafts, this))
    , m_proofs(new ProofCommands(*m_fleet, m_actions, desk, settings, *m_message, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Muster"_s);
    setWindowIcon(programIcon());
    buildPage();
    buildDocks();
    m_band->setMenu(m_places->menu());
    buildToolBar(*this, m_actions, m_search, m_band);
    buildMenus(*this, m_actions, *m_places->menu(), *m_statusMenu, *m_columns->menu(),
               m_detailsDock->toggleViewAction(), m_serverDock ? m_serverDock->toggleViewAction() : nullptr);
    connectActions();
    connectFleet();
    buildKeys();
    m_fleet->setKeys(desk);
    followSelection();
    restore();
}

MainWindow::~MainWindow()
{
    // The parts go after this object's members: none of them may still call it.
    m_fleet->disconnect(this);
    m_pages->disconnect(this);
    m_search->disconnect(this);
}

void MainWindow::buildPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_commands->heldArchives().bar());
    layout->addWidget(m_formDrafts->bar());
    layout->addWidget(m_pages, 1);
    setCentralWidget(page);
    auto *line = new StatusLine(*m_fleet, m_server, m_desk, this);
    setStatusBar(line);
    connect(line, &StatusLine::serverPanelAsked, this, [this] {
        if (m_serverDock)
            m_serverDock->setVisible(!m_serverDock->isVisible());
    });
}

void MainWindow::buildDocks()
{
    m_detailsDock = new QDockWidget(tr("Details"), this);
    m_detailsDock->setObjectName(u"detailsDock"_s);
    m_detailsDock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    m_detailsDock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    m_detailsDock->setWidget(m_details);
    if (m_desk.evidence())
        m_details->setEvidence(*m_desk.evidence());
    addDockWidget(Qt::RightDockWidgetArea, m_detailsDock);
    m_detailsDock->toggleViewAction()->setText(tr("&Details pane"));
    m_detailsDock->toggleViewAction()->setIcon(glyph(u"layout-sidebar-right"_s));
    if (!m_server) {
        m_actions.server->setEnabled(false);
        m_actions.serverSettings->setEnabled(false);
        m_actions.server->setToolTip(tr("There is no embedded server here."));
        return;
    }
    m_serverDock = new ServerDock(*m_server, m_actions, *m_message, m_settings, this);
    addDockWidget(Qt::BottomDockWidgetArea, m_serverDock);
    m_serverDock->hide();
}

void MainWindow::buildKeys()
{
    VaultDesk *vault = m_desk.vault();
    if (!vault)
        return;
    const KeyActions &actions = m_keyActions.emplace(this);
    m_keysPage = new KeysPage(*vault, m_fleet->model(), actions, this);
    m_pages->add(*m_keysPage, *m_keysPage->table(), *actions.showPage);
    new KeyCommands(m_desk, *vault, actions, *m_keysPage, *m_message, this);
    new AutoLock(*vault, m_settings, actions, *m_message, this);
    actions.addMenu(*menuBar());
    auto *bar = findChild<QToolBar *>(u"mainToolBar"_s);
    bar->insertAction(m_actions.server, actions.showPage);
    connect(static_cast<StatusLine *>(statusBar()), &StatusLine::vaultAsked, actions.showPage,
            &QAction::toggle);
}

void MainWindow::connectActions()
{
    connect(m_actions.registerMachine, &QAction::triggered, this, [this] { registerMachine({}); });
    connect(m_formDrafts, &FormDrafts::registerAsked, this, &MainWindow::registerMachine);
    connect(m_actions.refresh, &QAction::triggered, this, &MainWindow::reload);
    m_places->fill(m_pages->welcome());
    connect(m_places, &Places::connectionAsked, this, &MainWindow::setConnection);
    connect(m_places, &Places::removed, this, [this](const ServiceProfile &profile) {
        m_fleet->inventory().forget(profile.id);
        m_formDrafts->forget(profile.url);
    });
    connect(m_places, &Places::workspaceFailed, this, &MainWindow::refuseWorkspace);
    connect(m_places, &Places::keyAsked, this, &MainWindow::showWelcome);
    connect(m_actions.registry, &QAction::triggered, this, &MainWindow::openRegistry);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.glossary, &QAction::triggered, this, [this] { WordHelp::open(*this); });
    connect(m_actions.whatsThis, &QAction::triggered, this, &QWhatsThis::enterWhatsThisMode);
    connect(m_actions.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions.find, &QAction::triggered, this, [this] {
        if (m_pages->showsAudit()) {
            m_pages->audit().focusSearch();
            return;
        }
        m_pages->showFleet();
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_pages, &PageSwitch::pageChanged, this, &MainWindow::followPage);
    connect(m_actions.clearFilter, &QAction::triggered, m_search, &QLineEdit::clear);
    connect(m_actions.showArchived, &QAction::toggled, m_fleet, &FleetPage::setArchivedShown);
    for (QAction *action : m_actions.themes->actions())
        action->setChecked(m_actions.themeOf.value(action) == m_theme.choice());
    connect(m_actions.themes, &QActionGroup::triggered, this,
            [this](QAction *action) { m_theme.choose(m_actions.themeOf.value(action)); });
}

void MainWindow::connectFleet()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_fleet->setFilterText(text);
        m_actions.clearFilter->setEnabled(!text.isEmpty());
    });
    connect(m_search, &SearchField::leaveAsked, this, [this] { m_fleet->table()->setFocus(); });
    connect(m_fleet, &FleetPage::currentMachineChanged, this, &MainWindow::followSelection);
    connect(m_fleet, &FleetPage::editAsked, m_actions.edit, &QAction::trigger);
    connect(m_fleet, &FleetPage::menuAsked, this, &MainWindow::showMenu);
    connect(m_fleet, &FleetPage::registerAsked, m_actions.registerMachine, &QAction::trigger);
    connect(m_fleet, &FleetPage::connectAsked, m_actions.connectRemote, &QAction::trigger);
    connect(m_fleet, &FleetPage::welcomeAsked, m_actions.welcome, &QAction::trigger);
    connect(m_fleet, &FleetPage::filterClearAsked, m_search, &QLineEdit::clear);
    connect(m_fleet, &FleetPage::filterTextAsked, m_search, &QLineEdit::setText);
    connect(m_fleet, &FleetPage::archivedAsked, m_actions.showArchived, &QAction::toggle);
    connect(m_fleet, &FleetPage::retryAsked, this, &MainWindow::reload);
    connect(&m_fleet->model(), &MachineTableModel::loadFailed, this, [this](const Error &error) {
        if (m_fleet->model().isLive() && m_fleet->model().rowCount() > 0)
            m_message->say(MessageBar::Kind::Fault,
                           tr("The list may be out of date. %1").arg(errorSentence(error)), tr("Retry"),
                           [this] { reload(); });
    });
}

QSize MainWindow::sizeHint() const
{
    const int width = m_fleet->table()->sizeHint().width() + m_details->sizeHint().width();
    return {width, fontMetrics().height() * 57};
}

void MainWindow::restore()
{
    resize(MainWindow::sizeHint().boundedTo(screen()->availableSize()));
    // On a small screen the details give way, so that names are not shortened.
    const int missing = std::max(0, MainWindow::sizeHint().width() - width());
    const int pane = std::max(m_details->minimumSizeHint().width(), m_details->sizeHint().width() - missing);
    resizeDocks({m_detailsDock}, {pane}, Qt::Horizontal);
    restoreGeometry(m_settings.windowGeometry());
    restoreState(m_settings.windowState());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_commands->heldArchives().giveUp();
    m_pages->showFleet(); // its panes are what is kept
    m_settings.setWindowGeometry(saveGeometry());
    m_settings.setWindowState(saveState());
    m_columns->flush();
    m_filter->flush();
    QMainWindow::closeEvent(event);
}

void MainWindow::setConnection(const Connection &connection)
{
    const Connection before = std::exchange(m_connection, connection);
    if (before.registry)
        before.registry->disconnect(this);
    if (connection.registry)
        connect(connection.registry.get(), &RegistryEditor::changed, this, &MainWindow::reload);
    m_actions.offerPlace(true);
    m_actions.offerRegistry(connection.registry != nullptr);
    m_band->setConnection(connection);
    m_places->setConnection(connection);
    m_columns->setPlace(connection.stateKey());
    m_filter->setPlace(connection.stateKey());
    //: Window title; %1: the place that is worked on
    setWindowTitle(tr("%1 — Muster").arg(placeTitle(connection)));
    m_message->dismiss();
    m_commands->setConnection(connection);
    m_proofs->setConnection(connection);
    m_formDrafts->setPlace(connection.place);
    m_details->setConnection(connection);
    m_fleet->setOrchestrator(connection.orchestrator.get(), connection.profile.id);
    m_pages->setConnection(connection);
    m_actions.registerMachine->setEnabled(connection.orchestrator != nullptr);
    m_fleet->focusTable();
}

void MainWindow::setInventory(InventoryDesk &inventory)
{
    m_fleet->setInventory(inventory);
    connect(&inventory, &InventoryDesk::failed, this, [this](const Error &error) {
        m_message->say(MessageBar::Kind::Fault,
                       tr("The inventory of this service is not kept. %1").arg(errorSentence(error)));
    });
}

void MainWindow::openWorkspace()
{
    m_places->openHome();
}

void MainWindow::openLastPlace()
{
    if (!m_places->openLast())
        showWelcome();
}

void MainWindow::openService(const QString &profileId)
{
    m_places->open(profileId);
}

void MainWindow::refuseWorkspace(const Error &error, bool isHome)
{
    if (isHome && !m_connection.orchestrator) {
        m_fleet->showFault(error);
        return;
    }
    showWelcome();
    m_message->say(MessageBar::Kind::Fault, tr("The workspace was not opened. %1").arg(errorSentence(error)));
}

void MainWindow::showWelcome()
{
    if (m_connection.orchestrator)
        return;
    m_actions.offerPlace(false);
    m_band->showNoPlace();
    m_fleet->showNoPlace();
    m_actions.welcome->setChecked(true);
}

void MainWindow::reload()
{
    if (m_connection.orchestrator && m_pages->showsAudit())
        m_pages->audit().reload();
    else if (m_connection.orchestrator)
        m_fleet->model().reload();
    else
        openWorkspace();
}

void MainWindow::followSelection()
{
    // What is not seen must not be changed by a key.
    const auto machine = m_pages->showsFleet() ? m_fleet->currentMachine() : std::nullopt;
    const bool known = machine && recordfault::of(*machine).isEmpty() && !absence::isMarked(*machine);
    const bool readable = known && !m_fleet->model().isOffline();
    const bool alone = m_fleet->selectedCount() == 1;
    const bool changeable = readable && alone && machine->status != MachineStatus::Archived;
    m_actions.edit->setEnabled(changeable);
    m_actions.archive->setEnabled(changeable);
    m_actions.history->setEnabled(machine.has_value());
    m_actions.registerMachine->setEnabled(m_connection.orchestrator != nullptr);
    m_statusMenu->setMachine(readable && alone ? machine : std::nullopt);
    m_actions.prove->setEnabled(m_connection.orchestrator && m_pages->showsFleet() &&
                                m_fleet->selectedCount() > 0);
    m_actions.completeProofs->setEnabled(m_connection.orchestrator && m_desk.evidence());
    m_details->setMachine(machine);
}

void MainWindow::followPage()
{
    const bool fleet = m_pages->showsFleet();
    if (!fleet)
        m_detailsWanted = m_detailsDock->isVisible();
    m_detailsDock->setVisible(fleet && m_detailsWanted);
    m_commands->setFleetShown(fleet);
    showSearch(*this, *m_search, fleet);
    followSelection();
}

void MainWindow::registerMachine(const Draft &draft)
{
    if (!m_connection.orchestrator)
        return;
    auto *wizard = new RegisterWizard(*m_connection.orchestrator, m_desk, m_connection.place, this);
    wizard->rememberForms(m_settings);
    connect(wizard, &RegisterWizard::registered, this, [this](const QString &id) {
        m_fleet->model().fetch(id);
        m_fleet->select(id);
    });
    wizard->namePlace(m_connection);
    whenFinished(m_fleet->model().labelsInUse(), wizard, [wizard](const Result<LabelVocabulary> &labels) {
        if (labels)
            wizard->setVocabulary(*labels);
    });
    m_formDrafts->follow(*wizard, draft);
    if (!draft.content.isEmpty())
        wizard->resume(draft.content);
    openDialogOn(m_connection, wizard);
}

void MainWindow::openRegistry()
{
    if (m_connection.registry)
        openDialogOn(m_connection, new RegistryDialog(*m_connection.registry, this));
}

void MainWindow::showMenu(const QPoint &globalPosition)
{
    if (m_fleet->currentMachine())
        showMachineMenu(*this, m_actions, *m_statusMenu, globalPosition);
}

void MainWindow::showAbout()
{
    openDialogOn(m_connection, new AboutDialog(this));
}

} // namespace muster
