// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;

namespace muster {

class InlineNote;
class SecretField;
class SigningDesk;
class VaultLockRow;

/// Chooses the key that signs: offers those held keys that control the identity of the challenge and no
/// other, says which addresses would do when there is none, asks for the vault's passphrase where the key is
/// in there, and takes a further key from hex digits into locked memory. GUI thread.
class ControllerKeyPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ControllerKeyPicker(SigningDesk &desk, QWidget *parent = nullptr);

    void setChallenge(const std::optional<Challenge> &challenge);
    /// Nothing as well while the key is in a locked vault.
    std::optional<Address> chosen() const;

signals:
    void chosenChanged();

private:
    QWidget *buildPanel();
    void listKeys();
    void importKey();
    void openPanel(bool open);
    std::optional<Address> shown() const;

    SigningDesk &m_desk;
    std::optional<Challenge> m_challenge;
    std::optional<Address> m_stranger; ///< the key imported last, if it controls something else
    QComboBox *m_keys;
    QPushButton *m_openButton;
    VaultLockRow *m_lock;
    InlineNote *m_note;
    SecretField *m_secret;
    QPushButton *m_importButton;
    InlineNote *m_importNote;
    QWidget *m_panel;
};

} // namespace muster
