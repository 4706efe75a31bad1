// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "welcomepage.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace muster {

class ConnectDialog;
class MessageBar;
class Settings;
struct WindowActions;

/// The places that can be worked on: workspaces and every service that is kept. Offers them in a menu and on
/// the welcome page, asks for new ones, and keeps what was used: where was worked and the services in the
/// settings, their keys with the connector's keeper. GUI thread.
class Places : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object; dialogs open over `window`.
    Places(Connector &connector, Settings &settings, const WindowActions &actions, MessageBar &message,
           QWidget &window);

    QMenu *menu() const { return m_menu; }
    /// Marks where the work is, and keeps it as where to come back to.
    void setConnection(const Connection &connection);
    /// Turns to the workspace that the program was started for.
    void openHome();
    /// Turns to where was worked last; false when that is nowhere.
    bool openLast();
    /// Turns to a service that is kept.
    void open(const QString &profileId);
    /// The page's buttons lead to places from now on; it shows the recent ones of each moment it is shown at.
    void fill(WelcomePage &welcome);

signals:
    /// The window should turn there.
    void connectionAsked(const muster::Connection &connection);
    /// A service is kept no longer; nor should be what is known of it.
    void removed(const muster::ServiceProfile &profile);
    /// A workspace could not be opened; `isHome`: the one of openHome().
    void workspaceFailed(const muster::Error &error, bool isHome);
    /// A dialog asks for the key of a place that was turned to.
    void keyAsked();

private:
    void fillMenu();
    void addWorkspaces();
    void addServices();
    QList<WelcomePage::Recent> recent() const;
    void openKept(const KeptPlace &place);
    void openDemo();
    void openIn(const WorkspaceChoice &choice);
    void await(const QFuture<Result<Connection>> &opening, bool isHome);
    void askForFolder();
    void turnTo(const ServiceProfile &profile, const QByteArray &key);
    void askForKeyOf(const QString &profileId, const QString &sentence);
    ConnectDialog *ask(const QString &profileId);
    void keep(const ServiceProfile &profile, const QByteArray &key);
    void keepKey(const ServiceProfile &profile, const QByteArray &key, bool wasInKeyring);
    void store(const ServiceProfile &profile);
    void remove(const QString &profileId);

    Connector &m_connector;
    Settings &m_settings;
    const WindowActions &m_actions;
    MessageBar &m_message;
    QWidget &m_window;
    QMenu *m_menu;
    KeptPlace m_current;
    int m_opening = 0; ///< what comes after another place was chosen is dropped
};

} // namespace muster
