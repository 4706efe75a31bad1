// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "drafts.h"
#include "keyactions.h"
#include "theme.h"
#include "windowactions.h"

#include <QMainWindow>

#include <optional>

namespace muster {

class FleetColumns;
class FleetCommands;
class FleetPage;
class FormDrafts;
class InventoryDesk;
class KeptFilter;
class KeysPage;
class MachinePane;
class MessageBar;
class PageSwitch;
class PlaceBand;
class Places;
class ProofCommands;
class SearchField;
class ServerDock;
class ServerSwitch;
class SigningDesk;
class StatusMenu;

/// The window: one place, its fleet, and the commands on it. It only composes and routes; what is shown is
/// the parts' business. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `server` may be null: then there is none to switch. All of them must outlive the window.
    MainWindow(Connector &connector, ServerSwitch *server, SigningDesk &desk, Settings &settings,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Keeps there what is seen at kept services. Before the first connection; it outlives the window.
    void setInventory(InventoryDesk &inventory);
    /// Turns to another place. The one before is let go when its open dialogs are closed.
    void setConnection(const Connection &connection);
    /// Opens the local workspace without waiting for it; a failure is shown in the fleet's place with a way
    /// to retry.
    void openWorkspace();
    /// Opens what was worked on last; the welcome page is for who has nothing to come back to.
    void openLastPlace();
    /// Turns to a service that is kept, with the key that is kept of it or is asked for.
    void openService(const QString &profileId);
    /// Proves machines again, for who names them elsewhere in the window.
    ProofCommands &proofs() { return *m_proofs; }
    /// Holds the fleet with its first columns and the details.
    QSize sizeHint() const override;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPage();
    void buildDocks();
    void connectActions();
    void connectFleet();
    /// With a vault only.
    void buildKeys();
    void restore();

    void followSelection();
    void followPage();
    void registerMachine(const Draft &draft);
    void reload();
    void openRegistry();
    void showWelcome();
    void refuseWorkspace(const Error &error, bool isHome);
    void showMenu(const QPoint &globalPosition);
    void showAbout();

    Connector &m_connector;
    ServerSwitch *m_server;
    SigningDesk &m_desk;
    Settings &m_settings;
    Theme m_theme;
    Drafts m_drafts;
    WindowActions m_actions;
    std::optional<KeyActions> m_keyActions; ///< with a vault
    Connection m_connection;
    bool m_detailsWanted = true; ///< whether the pane comes back with the fleet

    PlaceBand *m_band;
    MessageBar *m_message;
    Places *m_places;
    FleetPage *m_fleet;
    FleetColumns *m_columns;
    PageSwitch *m_pages;
    KeysPage *m_keysPage = nullptr;
    SearchField *m_search;
    KeptFilter *m_filter;
    MachinePane *m_details;
    StatusMenu *m_statusMenu;
    FormDrafts *m_formDrafts;
    FleetCommands *m_commands;
    ProofCommands *m_proofs;
    QDockWidget *m_detailsDock = nullptr;
    ServerDock *m_serverDock = nullptr;
};

} // namespace muster
