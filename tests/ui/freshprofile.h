// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktopconnector.h"
#include "desktopserver.h"
#include "formprobe.h"
#include "mainwindow.h"
#include "movableclock.h"
#include "signingdesk.h"
#include "vaultdesk.h"

#include <QTemporaryDir>

class QDialog;
class QLabel;

namespace muster {

/// The program as somebody starts it for the first time, or again: no setting, no workspace and no vault in
/// the folders of this user, with the program's own connector and server.
class FreshProfile
{
public:
    FreshProfile();
    ~FreshProfile();

    /// Starts the program with nothing chosen.
    bool start();
    /// Ends it as a user does.
    void quit();
    bool startAgain();

    /// Waits until a visible one is there.
    template <typename T>
    T *shown(const QString &name) const
    {
        T *found = nullptr;
        const auto isShown = [&] { return (found = window->findChild<T *>(name)) && found->isVisible(); };
        return QTest::qWaitFor(isShown, 20'000) ? found : nullptr;
    }
    FormProbe probe() const { return FormProbe(*window); }
    QString label(const QString &name) const { return probe().label(name); }
    /// Waits for a place with all its machines.
    bool isAt(const QString &title) const;
    /// Types a folder into the dialog that asks for one.
    bool chooseFolder(const QString &path) const;

    const QTemporaryDir folder;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<DesktopConnector> connector;
    std::unique_ptr<DesktopServer> server;
    std::unique_ptr<MainWindow> window;

private:
    MovableClock m_clock;
    std::unique_ptr<VaultDesk> m_vault;
    std::unique_ptr<SigningDesk> m_desk;
};

} // namespace muster
