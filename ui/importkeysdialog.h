// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keypreview.h"
#include "mnemonicaccounts.h"
#include "vaultdialog.h"

class QPushButton;
class QTabWidget;

namespace muster {

class InlineNote;
class KeyFilesPanel;
class MnemonicPanel;
class SecretField;

/// Brings keys into the vault: from files, from a mnemonic or typed as hex. Their addresses are shown before
/// anything is saved.
class ImportKeysDialog : public VaultDialog
{
    Q_OBJECT

public:
    explicit ImportKeysDialog(VaultDesk &desk, QWidget *parent = nullptr);
    /// Starts with these files.
    void setFiles(const QStringList &paths);

signals:
    /// `fresh`: keys that were not there before; `plainFiles`: files that still hold a saved key unencrypted.
    void imported(const QList<muster::Address> &fresh, const QStringList &plainFiles);

protected:
    void act() override;
    void wipe() override;
    void failed(const Error &error) override;
    void busyChanged() override;

private:
    enum Tab { FilesTab, MnemonicTab, HexTab };

    QWidget *buildHexPanel();
    void connectPanels();
    void forgetPreview();
    void judge();
    void read();
    void readHex();
    void moreAccounts();
    void showImport(std::shared_ptr<KeyImport> import);
    /// Calls `show` once it is known which of these the vault holds in good order.
    void compare(const QList<Address> &addresses, const std::function<void(const KeyPreview::Place &)> &show);

    QTabWidget *m_tabs;
    KeyFilesPanel *m_files;
    MnemonicPanel *m_mnemonic;
    SecretField *m_hex = nullptr;
    InlineNote *m_hexNote = nullptr;
    QPushButton *m_read;
    QPushButton *m_more;
    KeyPreview *m_preview;
    std::shared_ptr<KeyImport> m_import;
    std::optional<MnemonicAccounts> m_accounts;
    quint32 m_shownAccounts = 0;
};

} // namespace muster
