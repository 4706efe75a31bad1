// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace muster {

class ConnectDialog;
class MessageBar;
class Settings;

/// The places that can be worked on: the local workspace and every service that is kept. Offers them in a
/// menu, asks for new ones, and keeps what was used: the service in the settings, its key with the
/// connector's keeper. GUI thread.
class Places : public QObject
{
    Q_OBJECT

public:
    /// `local` opens the workspace, `connectRemote` asks for a service; both go into the menu. All of them
    /// outlive this object; dialogs open over `window`.
    Places(Connector &connector, Settings &settings, QAction &local, QAction &connectRemote,
           MessageBar &message, QWidget &window);

    QMenu *menu() const { return m_menu; }
    /// Marks where the work is.
    void setConnection(const Connection &connection);

signals:
    /// The window should turn there.
    void connectionAsked(const muster::Connection &connection);
    /// A service is kept no longer; nor should be what is known of it.
    void removed(const QString &profileId);

private:
    void fillMenu();
    void open(const QString &profileId);
    void turnTo(const ServiceProfile &profile, const QByteArray &key);
    ConnectDialog *ask(const QString &profileId);
    void keep(const ServiceProfile &profile, const QByteArray &key);
    void keepKey(const ServiceProfile &profile, const QByteArray &key, bool wasInKeyring);
    void store(const ServiceProfile &profile);
    void remove(const QString &profileId);

    Connector &m_connector;
    Settings &m_settings;
    QAction &m_local;
    QAction &m_connectRemote;
    MessageBar &m_message;
    QWidget &m_window;
    QMenu *m_menu;
    QString m_current; ///< id of the service that is worked on
    bool m_isLocal = true;
    int m_opening = 0; ///< keys that come after another place was chosen are dropped
};

} // namespace muster
