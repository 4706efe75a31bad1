// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace muster {

class InlineNote;
class SigningDesk;

/// Says that a key cannot sign because the vault that holds it is locked, and why; asks for the passphrase on
/// a click. Takes no room while the key can sign. GUI thread.
class VaultLockRow : public QWidget
{
    Q_OBJECT

public:
    /// `about`: what chooses the key.
    VaultLockRow(SigningDesk &desk, QWidget *about, QWidget *parent = nullptr);

    /// Looks again; call it as well when the desk's keys changed.
    void setKey(const std::optional<Address> &key);
    /// The key can sign only once the vault is unlocked.
    bool isLockedAway() const { return m_lockedAway; }

private:
    void unlock();

    SigningDesk &m_desk;
    bool m_lockedAway = false;
    QPushButton *m_unlock;
    InlineNote *m_note;
};

} // namespace muster
