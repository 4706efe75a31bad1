// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyactions.h"
#include "vaultdesk.h"

#include <QElapsedTimer>
#include <QObject>

class QMainWindow;

namespace muster {

class MessageBar;
class Settings;

/// Locks the vault when nobody uses the program for a while, and when the window is minimised if that was
/// chosen; says so once, when the vault is open for the first time. GUI thread.
class AutoLock : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this.
    AutoLock(VaultDesk &desk, Settings &settings, const KeyActions &actions, MessageBar &message,
             QMainWindow *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void announce();
    void openDialog();

    VaultDesk &m_desk;
    Settings &m_settings;
    MessageBar &m_message;
    QMainWindow *m_window;
    QElapsedTimer m_noted;
};

} // namespace muster
