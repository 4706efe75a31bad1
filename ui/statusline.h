// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QToolButton;

namespace muster {

class FleetPage;
class IconLabel;
class ServerSwitch;
class SigningDesk;

/// The window's bottom line: how much of the fleet is shown, whether and where the server listens, how many
/// keys are held for the session, how far an approval to sign reaches, whether the vault is open and why not,
/// how old its last backup is, and whether the system refused to lock memory.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    /// `server` may be null. All of them must outlive the line.
    StatusLine(FleetPage &fleet, ServerSwitch *server, SigningDesk &desk, QWidget *parent = nullptr);

signals:
    void serverPanelAsked();
    void vaultAsked();

private:
    void buildVault();
    void showCounts();
    void showServer();
    void showKeys();
    void showVault();
    void addBlock(QWidget *icon, QWidget *words);

    FleetPage &m_fleet;
    ServerSwitch *m_server;
    SigningDesk &m_desk;
    QLabel *m_counts;
    QToolButton *m_serverButton;
    IconLabel *m_keysIcon;
    QLabel *m_keys;
    QToolButton *m_vault;
    IconLabel *m_memoryIcon;
    QLabel *m_memory;
    QTimer m_minute; ///< "3 days ago" grows old
};

} // namespace muster
