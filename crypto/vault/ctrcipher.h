// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <span>

/// AES-128 in counter mode, as key files use it. `key` has 16 bytes, `iv` 16. It keeps nothing from being
/// altered: the file's own code does. Any thread.
namespace muster::ctrcipher {

inline constexpr qsizetype kKeyBytes = 16;
inline constexpr qsizetype kIvBytes = 16;

QByteArray encrypt(std::span<const std::uint8_t> plain, std::span<const std::uint8_t> key, QByteArrayView iv);
SecureBytes decrypt(QByteArrayView ciphertext, std::span<const std::uint8_t> key, QByteArrayView iv);

} // namespace muster::ctrcipher
