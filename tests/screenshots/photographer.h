// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultwindow.h"

#include <QDir>

namespace muster {

/// Takes the pictures of one theme: every page and dialog of the window over the sample fleet, with
/// its keys in a vault, in the size that it has at first.
class Photographer
{
public:
    Photographer(const QDir &folder, ThemeChoice theme);

    /// False when something that was to be photographed did not come.
    bool takeAll();

private:
    bool fleet();
    bool emptyPlaces();
    bool audit();
    bool messages();
    bool dialogs();
    bool serverSettings();
    bool wizard();
    bool registry();
    bool conflict();
    bool keys();
    /// Waits for the widget of this name.
    bool shows(const QString &widget) const;
    static void settle();
    bool save(const QString &name);
    /// `window`: what is behind it, ours unless given.
    bool saveDialog(const QString &name, QWidget *dialog, QWidget *window = nullptr);
    QDialog *waitFor(const QString &dialog);

    QDir m_folder;
    QString m_suffix;
    VaultWindow m_fixture;
};

} // namespace muster
