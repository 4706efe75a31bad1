// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class SecretField;

/// Asks for the vault's passphrase, and says why the vault is locked. Where the user chose that, takes it
/// from the keyring of the system on a click, and puts it there when it was typed.
class UnlockDialog : public VaultDialog
{
    Q_OBJECT

public:
    explicit UnlockDialog(VaultDesk &desk, QWidget *parent = nullptr);

protected:
    void act() override;
    void wipe() override;
    void failed(const Error &error) override;
    void busyChanged() override;

private:
    void addKeyringButton();
    void askKeyring();
    void unlock(SecureBytes passphrase, bool typed);

    SecretField *m_passphrase;
    bool m_typed = true;
    QPushButton *m_fromKeyring = nullptr; ///< only where the user chose it
};

/// Why the vault is locked, as a sentence.
QString lockSentence(VaultDesk::LockReason reason);

} // namespace muster
