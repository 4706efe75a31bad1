// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidencedesk.h"
#include "grantdesk.h"
#include "inventorydesk.h"
#include "machinedocument.h"
#include "mainwindow.h"
#include "movableclock.h"
#include "signingdesk.h"
#include "testconnector.h"
#include "vaultdesk.h"
#include "windowworkspace.h"

#include <QKeySequence>
#include <QTemporaryDir>

#include <memory>

class QTableView;

namespace muster {

class MemoryOrchestrator;

/// The window over a real workspace in a temporary folder, with its settings and a switch that serves
/// nothing.
class WindowFixture
{
public:
    enum class Keys { OfTheSession, InAVault };

    /// A vault costs next to nothing to open here; it is opened, but not made.
    explicit WindowFixture(int forklifts = 0, Keys keys = Keys::OfTheSession);
    ~WindowFixture();

    /// Makes the window, and the vault's desk with it, as a start of the program does; the constructor did.
    void start(Keys keys);
    void quit();

    /// Shows the window on the workspace and waits until every row is there.
    bool open();
    /// The same on a service that answers from memory.
    bool openMemory(const std::shared_ptr<MemoryOrchestrator> &service);

    template <typename T>
    T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return find<QAction>(name); }
    QTableView *table() const;
    /// The first column of the rows that are shown, in their order.
    QStringList names() const;
    /// Clicks the row with this name.
    bool click(const QString &name) const;
    /// Presses keys on the window; makes it the active one first, as a window manager would.
    bool press(const QKeySequence &keys) const;
    QString text(const QString &labelName) const;
    /// The open dialog of this name, null when there is none.
    QDialog *dialog(const QString &name) const;

    QTemporaryDir folder;
    std::unique_ptr<WindowWorkspace> workspace;
    std::unique_ptr<Settings> settings;
    MovableClock clock;
    std::unique_ptr<VaultDesk> vault;
    std::unique_ptr<GrantDesk> grants; ///< with the vault
    wire::MachineDocument recordText;
    EvidenceDesk evidence;
    std::unique_ptr<InventoryDesk> inventory; ///< with the window
    SigningDesk desk;
    TestConnector connector;
    TestServerSwitch server;
    std::unique_ptr<MainWindow> window;
};

} // namespace muster
