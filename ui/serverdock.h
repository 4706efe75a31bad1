// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QDockWidget>

namespace muster {

class MessageBar;
class ServerPanel;
class ServerSwitch;
struct WindowActions;

/// The server's place in the window: switches it by the window's actions, keeps them true to what it does,
/// and says what went wrong with the next step as a button. GUI thread.
class ServerDock : public QDockWidget
{
    Q_OBJECT

public:
    static constexpr quint16 kPort = 8787; ///< what the server is first asked to listen on

    /// All of them outlive the dock.
    ServerDock(ServerSwitch &server, const WindowActions &actions, MessageBar &messages, QWidget *parent);

private:
    void start(quint16 port);
    void showState();
    void sayFault(const Error &error);

    ServerSwitch &m_server;
    const WindowActions &m_actions;
    MessageBar &m_messages;
    ServerPanel *m_panel;
};

} // namespace muster
