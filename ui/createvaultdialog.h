// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class NewPassphraseForm;

/// Chooses the passphrase of a new vault, which is open afterwards.
class CreateVaultDialog : public VaultDialog
{
    Q_OBJECT

public:
    explicit CreateVaultDialog(VaultDesk &desk, QWidget *parent = nullptr);

protected:
    void act() override;
    void wipe() override;
    void busyChanged() override;

private:
    NewPassphraseForm *m_passphrase;
};

} // namespace muster
