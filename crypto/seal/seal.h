// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

/// Sealing of secrets at rest by libsodium: secretbox (XSalsa20 and Poly1305) with a random nonce in front,
/// and HMAC-SHA-512-256. Every key is 32 bytes. Any thread.
namespace muster::sealing {

inline constexpr std::size_t kKeyBytes = 32;
/// By how much a sealed text is longer than what it holds: nonce and tag.
inline constexpr std::size_t kOverhead = 24 + 16;

/// A key from the system's random source.
SecureBytes randomKey();
/// A key for one purpose, so that no key has two: `purpose` is 8 letters.
SecureBytes subkey(const SecureBytes &key, const std::array<char, 8> &purpose);

/// nonce ‖ tag ‖ ciphertext.
QByteArray seal(std::span<const std::uint8_t> plain, const SecureBytes &key);
/// Nothing when the key is another one or a bit was changed.
std::optional<SecureBytes> unseal(QByteArrayView sealed, const SecureBytes &key);

/// The same for what is private but no secret of its own, such as names and files that are encrypted once
/// more.
QByteArray sealData(QByteArrayView plain, const SecureBytes &key);
std::optional<QByteArray> unsealData(QByteArrayView sealed, const SecureBytes &key);

/// 32 bytes that nobody without the key can make.
QByteArray authenticationCode(QByteArrayView data, const SecureBytes &key);
/// Constant time.
bool isAuthentic(QByteArrayView code, QByteArrayView data, const SecureBytes &key);

} // namespace muster::sealing
