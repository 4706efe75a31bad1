// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QDockWidget>

namespace muster {

class MessageBar;
class ServerPanel;
class ServerSwitch;
class Settings;
struct WindowActions;

/// The server's place in the window: switches it by the window's actions, keeps them true to what it does,
/// and says what went wrong with the next step as a button. GUI thread.
class ServerDock : public QDockWidget
{
    Q_OBJECT

public:
    /// All of them outlive the dock.
    ServerDock(ServerSwitch &server, const WindowActions &actions, MessageBar &messages, Settings &settings,
               QWidget *parent);

private:
    void start(quint16 port);
    void openSettings();
    void showState();
    void sayFault(const Error &error);

    ServerSwitch &m_server;
    const WindowActions &m_actions;
    MessageBar &m_messages;
    Settings &m_settings;
    ServerPanel *m_panel;
};

} // namespace muster
