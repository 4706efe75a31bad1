// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"
#include "result.h"
#include "securebytes.h"

#include <QList>
#include <QObject>

#include <memory>

namespace muster {

class SessionVault;

/// The only caller of the vault: takes keys in, gives addresses and signatures out. GUI thread.
class SigningDesk : public QObject
{
    Q_OBJECT

public:
    explicit SigningDesk(QObject *parent = nullptr);
    ~SigningDesk() override;

    /// Hex text of a private key as typed. KeyRefused with the reason (naming the wrong character's place);
    /// the answer is the key's address, also when it was held already.
    Result<Address> importHexKey(const SecureBytes &text);
    /// Makes a new key in locked memory.
    Address createKey();
    void forget(const Address &address);
    QList<Address> addresses() const;
    /// Of the held keys, those that a challenge accepts, in the challenge's order.
    QList<Address> signersFor(const Challenge &challenge) const;
    /// EIP-191 over exactly the challenge's bytes; the answer is the signature's text. KeyMissing, when
    /// `signer` is no controller of the challenge's identity or is not held, names the addresses that would
    /// do. Expiry is the service's to judge, by its clock.
    Result<QString> sign(const Challenge &challenge, const Address &signer) const;
    /// False: the system refused to lock memory, secrets may be swapped to disk; the window says so.
    bool memoryIsLocked() const;

signals:
    void keysChanged();

private:
    std::unique_ptr<SessionVault> m_vault;
};

} // namespace muster
