// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"
#include "result.h"
#include "securebytes.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <memory>

namespace muster {

class EvidenceDesk;
class GrantDesk;
class SessionVault;
class VaultDesk;

/// Signs with the keys typed for this session and, when there is one, with those of the vault: takes keys in,
/// gives addresses and signatures out. GUI thread; nothing waits.
class SigningDesk : public QObject
{
    Q_OBJECT

public:
    explicit SigningDesk(QObject *parent = nullptr);
    ~SigningDesk() override;

    /// Signs with this vault's keys, too, and journals every signature there. It outlives this.
    void setVault(VaultDesk &vault);
    VaultDesk *vault() const { return m_vaultDesk; } ///< null: keys of the session only

    /// Keeps every proof there that is made from now on. It outlives this.
    void setEvidence(EvidenceDesk &evidence) { m_evidence = &evidence; }
    EvidenceDesk *evidence() const { return m_evidence; } ///< null: proofs are not kept

    /// Where approvals over many identities are given. It outlives this.
    void setGrants(GrantDesk &grants) { m_grants = &grants; }
    GrantDesk *grants() const { return m_grants; } ///< null: none can be given

    /// Hex text of a private key as typed. KeyRefused with the reason (naming the wrong character's place);
    /// the answer is the key's address, also when it was held already.
    Result<Address> importHexKey(const SecureBytes &text);
    /// Makes a new key in locked memory.
    Address createKey();
    void forget(const Address &address);
    /// Of the keys of this session.
    QList<Address> addresses() const;
    /// Whether the key is one of the session or of the vault, locked or not.
    bool holds(const Address &address) const;
    /// Of the keys of the session and of the vault, locked or not, those that a challenge accepts, in the
    /// challenge's order.
    QList<Address> signersFor(const Challenge &challenge) const;
    /// The same among these addresses.
    QList<Address> signersAmong(const QStringList &controllers) const;
    /// EIP-191 over exactly the challenge's bytes; the answer is the signature's text. KeyMissing, when
    /// `signer` is no controller of the challenge's identity or is not held, names the addresses that would
    /// do; VaultLocked. Expiry is the service's to judge, by its clock.
    QFuture<Result<QString>> sign(const Challenge &challenge, const Address &signer);
    /// The same over any bytes. What they are is for the user to have seen.
    QFuture<Result<QString>> signMessage(const QByteArray &message, const Address &signer);
    /// False: the system refused to lock memory, secrets may be swapped to disk; the window says so.
    bool memoryIsLocked() const;

signals:
    void keysChanged();

private:
    QFuture<Result<QString>> signWithSessionKey(const QByteArray &message, const Address &signer);

    std::unique_ptr<SessionVault> m_vault;
    VaultDesk *m_vaultDesk = nullptr;
    EvidenceDesk *m_evidence = nullptr;
    GrantDesk *m_grants = nullptr;
};

} // namespace muster
