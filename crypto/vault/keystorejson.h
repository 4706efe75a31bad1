// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "keyderivation.h"
#include "result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>

#include <optional>

namespace muster {

/// What a Web3 Secret Storage file (version 3, AES-128-CTR) says. All of it is public or ciphertext.
struct KeystoreContent
{
    KeyDerivation derivation;
    QByteArray iv;         ///< 16 bytes
    QByteArray ciphertext; ///< 1 to 32 bytes: old tools left leading zero bytes of the key out
    QByteArray mac;        ///< 32 bytes: Keccak-256 of the derived key's second half ‖ ciphertext
    std::optional<Address> address;
    QString id; ///< a UUID; some tools leave it out
};

/// The largest key file that is looked at.
inline constexpr qsizetype kKeystoreBytes = 64 * 1024;

/// KeyRefused with every fault at its JSON Pointer (details as of validationError()). `crypto` may be spelt
/// `Crypto`, the address may lack its `0x`; unknown members are ignored, repeated ones refused. Any thread.
Result<KeystoreContent> readKeystoreJson(QByteArrayView file);
Result<KeystoreContent> readKeystoreObject(const QJsonObject &object);

/// As geth writes it: `crypto` in lower case, the address without `0x`.
QJsonObject keystoreObject(const KeystoreContent &content);

} // namespace muster
