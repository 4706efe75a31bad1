// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

class QLineEdit;

namespace muster {

/// Deletes a key for good, once the last six characters of its address were typed. Says what it controls and
/// whether a backup holds it.
class DeleteKeyDialog : public VaultDialog
{
    Q_OBJECT

public:
    /// `machines`: names of those that the key controls.
    DeleteKeyDialog(VaultDesk &desk, const VaultKey &key, const QStringList &machines,
                    QWidget *parent = nullptr);

protected:
    void act() override;
    void busyChanged() override;

private:
    Address m_address;
    QLineEdit *m_confirmation;
};

} // namespace muster
