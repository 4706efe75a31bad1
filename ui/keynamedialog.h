// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

class QLineEdit;

namespace muster {

/// Names a key: a new one that is made then, or one of the vault. A name is no secret.
class KeyNameDialog : public VaultDialog
{
    Q_OBJECT

public:
    /// Makes a new key.
    explicit KeyNameDialog(VaultDesk &desk, QWidget *parent = nullptr);
    /// Renames one.
    KeyNameDialog(VaultDesk &desk, const VaultKey &key, QWidget *parent = nullptr);

signals:
    void created(const muster::Address &address);

protected:
    void act() override;
    void busyChanged() override;

private:
    void build(const QString &name);

    std::optional<Address> m_renamed;
    QLineEdit *m_name;
};

} // namespace muster
