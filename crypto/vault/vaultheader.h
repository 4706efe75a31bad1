// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyderivation.h"
#include "result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

namespace muster {

/// The head of a vault: the random 256-bit secret that every key file is sealed under, itself sealed under
/// what the passphrase derives to. Changing the passphrase rewrites nothing else. Any thread.
class VaultHeader
{
public:
    /// A head for `secret`, which has 32 bytes. Takes one derivation. StorageFailure as
    /// KeyDerivation::derive().
    static Result<VaultHeader> protect(const QString &vaultId, const SecureBytes &secret,
                                       const SecureBytes &passphrase, const ScryptCost &cost,
                                       const Cancelled &cancelled = {});
    /// VaultRefused for a file that is no vault, of a newer version, or damaged: a checksum over all of it
    /// tells damage from a wrong passphrase before anything is derived.
    static Result<VaultHeader> read(QByteArrayView file);
    static Result<VaultHeader> read(const QJsonObject &object);

    /// The secret, after one derivation. PassphraseWrong, Cancelled.
    Result<SecureBytes> open(const SecureBytes &passphrase, const Cancelled &cancelled = {}) const;

    /// Of the vault, for as long as it lives: a UUID.
    const QString &vaultId() const { return m_vaultId; }
    const KeyDerivation &derivation() const { return m_derivation; }
    QJsonObject object() const;
    QByteArray text() const;

private:
    VaultHeader(QString vaultId, KeyDerivation derivation, QByteArray sealedSecret);

    QString m_vaultId;
    KeyDerivation m_derivation;
    QByteArray m_sealedSecret;
};

} // namespace muster
