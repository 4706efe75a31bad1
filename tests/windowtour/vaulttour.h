// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultwindow.h"
#include "windowtour.h"

namespace muster {

/// The page of keys and its dialogs.
class VaultTour
{
public:
    VaultTour(ThemeChoice theme, const QSize &size, TourVisit visit);

    /// False when something that was to be shown did not come.
    bool takeAll();

private:
    bool makeVault();
    bool keys();
    bool dialogsOfTheMenu();
    bool dialogsOfFiles();
    bool visit(const QString &name);
    bool visitDialog(const QString &name, const QString &dialog);
    /// Shows what the command opens, and closes it.
    bool visitCommand(const QString &name, const QString &action, const QString &dialog);
    /// The same, after a file was chosen.
    bool visitFileCommand(const QString &name, const QString &action, const QString &fileDialog,
                          const QString &path, const QString &dialog);
    bool close(const QString &dialog);

    TourVisit m_visit;
    VaultWindow m_place;
};

} // namespace muster
