// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QPushButton;

namespace muster {

class ElidedLabel;
class IconLabel;
class KeyRow;
class RequestLogView;
class ServerSwitch;

/// Where the embedded server listens, where its key is kept, and what it has answered.
class ServerPanel : public QWidget
{
    Q_OBJECT

public:
    /// `toggle`: the action that starts and stops the server. `server` must outlive the panel.
    ServerPanel(ServerSwitch &server, QAction *toggle, QWidget *parent = nullptr);
    /// What is said to listen or not to while the server is off.
    void setPort(quint16 port);
    /// Puts the shell lines for the SDK and CLI on the clipboard.
    void copyEnvironment();

private:
    QWidget *buildHead(QAction *toggle);
    void showState();
    void askForNewKey();

    ServerSwitch &m_server;
    quint16 m_port = 0;
    IconLabel *m_icon;
    ElidedLabel *m_url;
    QPushButton *m_power;
    QPushButton *m_copyUrl;
    QPushButton *m_copyEnvironment;
    KeyRow *m_key;
    RequestLogView *m_log;
};

} // namespace muster
