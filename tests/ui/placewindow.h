// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktopconnector.h"
#include "desktopserver.h"
#include "windowfixture.h"

class QLineEdit;

namespace muster {

class ConnectDialog;

/// The embedded server over a demo workspace of its own: the service of somebody else, for a window.
class ServedFleet
{
public:
    ServedFleet();

    /// Serves on a port of its own; false when it does not.
    bool start();
    /// Serves again where it did before it was stopped.
    bool startAgain();
    /// Waits until nobody listens there any more.
    bool stop();
    /// Makes `controller` (EIP-55) the one who controls the identity of a machine, and nobody else.
    bool rotate(const IdentityRef &identity, const QString &controller);
    QUrl url() const { return m_url; }
    QByteArray key() const;

private:
    QTemporaryDir m_folder;
    bool startOn(quint16 port);

    DesktopConnector m_connector;
    DesktopServer m_server;
    QUrl m_url;
};

/// A window that works on the services of a test over real connections.
class PlaceWindow : public WindowFixture
{
public:
    /// Opens the dialog for a new service; null when it does not come.
    ConnectDialog *ask() const;
    ConnectDialog *asked() const;
    bool answered() const;
    QLineEdit *field(const QString &name) const { return find<QLineEdit>(name); }
    QString note(const QString &name) const;
    void press(const QString &button) const;
    /// Types into the open dialog.
    void type(const QString &field, const QString &text) const;
    /// Connects to the service under this name and waits until its machines are there.
    bool connectTo(const QUrl &url, const QByteArray &key, const QString &name, bool keepKey = false) const;
    /// Chooses it in the menu of places; false when it is not there.
    bool choose(const QString &name) const;
};

} // namespace muster
