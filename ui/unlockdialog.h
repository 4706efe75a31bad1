// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class SecretField;

/// Asks for the vault's passphrase, and says why the vault is locked.
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
    SecretField *m_passphrase;
};

/// Why the vault is locked, as a sentence.
QString lockSentence(VaultDesk::LockReason reason);

} // namespace muster
