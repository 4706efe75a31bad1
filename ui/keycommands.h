// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyactions.h"
#include "vaultdesk.h"

#include <QObject>

class QDialog;
class QFileDialog;

namespace muster {

class KeysPage;
class MessageBar;
class SigningDesk;
class VaultDialog;

/// What the commands on keys do: opens their dialogs, says what came of them, and asks for the passphrase
/// first where the vault is locked. GUI thread.
class KeyCommands : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this; `window` owns the dialogs.
    KeyCommands(SigningDesk &signing, VaultDesk &desk, const KeyActions &actions, KeysPage &page,
                MessageBar &message, QWidget *window);

private:
    using Next = std::function<void()>;

    void connectActions();
    void enable();
    /// Runs `next` with the vault open, asking for the passphrase if need be.
    void unlocked(const Next &next);
    void show(QDialog *dialog);
    void createVault();
    void createKey();
    void importKeys(const QStringList &paths);
    void showImported(const QList<Address> &fresh, const QStringList &plainFiles);
    void removePlainFiles(const QStringList &paths);
    void sayRemoved(const QStringList &removed, const QStringList &faults);
    void renameKey();
    void exportKey();
    void exportAll();
    void deleteKey();
    void backUp();
    void restore();
    QFileDialog *fileDialog(const QString &name, const QString &title);
    std::optional<VaultKey> current() const;

    SigningDesk &m_signing;
    VaultDesk &m_desk;
    const KeyActions &m_actions;
    KeysPage &m_page;
    MessageBar &m_message;
    QWidget *m_window;
};

} // namespace muster
