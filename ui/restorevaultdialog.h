// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class SecretField;

/// Asks for the passphrase that a backup was made under and puts it in place.
class RestoreVaultDialog : public VaultDialog
{
    Q_OBJECT

public:
    RestoreVaultDialog(VaultDesk &desk, const QString &backup, QWidget *parent = nullptr);

signals:
    void restored(int keys);

protected:
    void act() override;
    void wipe() override;
    void failed(const Error &error) override;
    void busyChanged() override;

private:
    QString m_backup;
    SecretField *m_passphrase;
};

} // namespace muster
