// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestlogmodel.h"

#include <QWidget>

class QAction;
class QPushButton;
class QTableView;

namespace muster {

class ElidedLabel;
class IconLabel;
class ServerSwitch;

/// Where the embedded server listens, where its key is kept, and what it has answered.
class ServerPanel : public QWidget
{
    Q_OBJECT

public:
    /// `toggle`: the action that starts and stops the server. `server` must outlive the panel.
    ServerPanel(ServerSwitch &server, QAction *toggle, QWidget *parent = nullptr);
    /// Puts the shell lines for the SDK and CLI on the clipboard.
    void copyEnvironment();

private:
    QWidget *buildHead(QAction *toggle);
    void buildLog();
    void showState();

    ServerSwitch &m_server;
    RequestLogModel m_log;
    IconLabel *m_icon;
    ElidedLabel *m_url;
    ElidedLabel *m_keyFile;
    QPushButton *m_power;
    QPushButton *m_copyUrl;
    QPushButton *m_copyEnvironment;
    QTableView *m_table;
};

} // namespace muster
