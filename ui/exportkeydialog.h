// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdialog.h"

namespace muster {

class NewPassphraseForm;

/// Chooses the passphrase of the key files that geth, ethers and wallets open: of one key into a file, or of
/// all into a folder.
class ExportKeyDialog : public VaultDialog
{
    Q_OBJECT

public:
    /// One key into the file `path`.
    ExportKeyDialog(VaultDesk &desk, const Address &address, const QString &path, QWidget *parent = nullptr);
    /// Every key into the folder `folder`.
    ExportKeyDialog(VaultDesk &desk, const QString &folder, QWidget *parent = nullptr);

    void done(int result) override;

signals:
    void exported(const QString &sentence);
    /// It ended, by a fault, a lock or the user, when some keys were exported already.
    void endedEarly(const QString &sentence);

protected:
    void act() override;
    void wipe() override;
    void busyChanged() override;
    void failed(const Error &error) override;

private:
    void build(const QString &sentence);
    QString soFar() const;

    std::optional<Address> m_address;
    QString m_path;
    NewPassphraseForm *m_passphrase;
};

} // namespace muster
