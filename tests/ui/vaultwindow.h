// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formprobe.h"
#include "windowfixture.h"

namespace muster {

/// The window over an empty workspace with its keys in a vault, and what a person does there.
class VaultWindow : public WindowFixture
{
public:
    static constexpr auto kPassphrase = "gravel mitten opaque walnut";

    VaultWindow();

    FormProbe probe() const { return FormProbe(*window); }
    /// The window on its page of keys.
    bool openKeys();
    /// A vault made here, unlocked, with the import that follows waved off.
    bool makeVault();
    /// The same with the page shown already.
    bool makeVaultHere();
    /// Ends the program, and starts it once more on its page of keys.
    bool startAgain();
    /// Types the passphrase.
    bool unlock();
    /// What the page of keys says in place of keys.
    QString emptyTitle() const;
    bool waitFor(VaultDesk::State state) const;
    /// Waits until a dialog of this name is shown, or is not.
    QDialog *shown(const QString &dialog) const;
    bool gone(const QString &dialog) const;
    /// Brings this key in by typing.
    bool importHex(const QString &hex);
    QString status() const;
    /// What the message bar says.
    QString message() const;
    /// Types a path into the file dialog of this name and accepts.
    bool chooseFile(const QString &fileDialog, const QString &path) const;
};

} // namespace muster
