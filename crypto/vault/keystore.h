// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerkey.h"
#include "keystorejson.h"
#include "result.h"

#include <span>

namespace muster {

/// One private key in a Web3 Secret Storage file (version 3), as geth, eth_account, ethers and MetaMask write
/// and read it. Holds ciphertext only. Any thread.
class Keystore
{
public:
    /// KeyRefused with every fault of the file; nothing is derived yet. See readKeystoreJson().
    static Result<Keystore> read(QByteArrayView file);
    static Result<Keystore> read(const QJsonObject &object);

    struct Sealed;
    /// Encrypts a key. Takes as long as one derivation of `cost`. Errors as KeyDerivation::derive().
    static Result<Keystore> seal(const ControllerKey &key, const SecureBytes &passphrase,
                                 const ScryptCost &cost = {});
    /// The same with what the passphrase derived to.
    static Result<Sealed> sealed(const ControllerKey &key, const SecureBytes &passphrase,
                                 const ScryptCost &cost = {}, const Cancelled &cancelled = {});

    /// The key, after one derivation. PassphraseWrong when the file's own check fails, which the format
    /// cannot tell from a changed file; KeyRefused when the key inside is none, or not that of the file's
    /// address.
    Result<ControllerKey> open(const SecureBytes &passphrase, const Cancelled &cancelled = {}) const;
    /// The key, without a derivation: `derived` is what the passphrase derives to.
    Result<ControllerKey> openDerived(const SecureBytes &derived) const;
    /// Tries each passphrase in turn: the spellings of one, or those of several files.
    Result<ControllerKey> openWithAny(std::span<const SecureBytes> passphrases,
                                      const Cancelled &cancelled = {}) const;

    /// As the file says it; some tools leave it out. open() compares it with the key.
    const std::optional<Address> &address() const { return m_content.address; }
    const KeyDerivation &derivation() const { return m_content.derivation; }

    QJsonObject object() const { return keystoreObject(m_content); }
    QByteArray text() const;

private:
    explicit Keystore(KeystoreContent content);
    KeystoreContent m_content;
};

/// A key file that was made just now.
struct Keystore::Sealed
{
    Keystore keystore;
    SecureBytes derived; ///< what its passphrase derived to: opens it at once
};

} // namespace muster
