// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerkey.h"
#include "securebytes.h"

#include <cstdint>
#include <optional>

namespace muster {

/// A private key of a BIP-32 tree with its chain code, in locked memory. Any thread; one object belongs to
/// one thread at a time.
class HdKey
{
public:
    /// Added to the index of a hardened child (written i' or iH).
    static constexpr std::uint32_t kHardened = 0x80000000U;

    /// The master key of a seed of 16 to 64 bytes. Nothing for another size, or (about once in 2^127) for a
    /// seed that BIP-32 calls invalid.
    static std::optional<HdKey> fromSeed(const SecureBytes &seed);
    /// Nothing for an index that BIP-32 calls invalid for this key (about once in 2^127): take the next one.
    std::optional<HdKey> child(std::uint32_t index) const;

    /// 32 bytes each.
    const SecureBytes &secret() const { return m_secret; }
    const SecureBytes &chainCode() const { return m_chainCode; }
    ControllerKey toControllerKey() const;

private:
    HdKey(SecureBytes secret, SecureBytes chainCode);
    SecureBytes m_secret;
    SecureBytes m_chainCode;
};

} // namespace muster
