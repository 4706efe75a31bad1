// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class NewPassphraseForm;
class SecretField;

/// Puts another passphrase in place of the vault's.
class ChangePassphraseDialog : public VaultDialog
{
    Q_OBJECT

public:
    explicit ChangePassphraseDialog(VaultDesk &desk, QWidget *parent = nullptr);

protected:
    void act() override;
    void wipe() override;
    void failed(const Error &error) override;
    void busyChanged() override;

private:
    void judge();

    SecretField *m_old;
    NewPassphraseForm *m_new;
};

} // namespace muster
