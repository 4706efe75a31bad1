// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdkey.h"

namespace muster {

/// The accounts of a seed as wallets number them: m/44'/60'/0'/0/i (BIP-44, coin 60). Holds the key above
/// them, no account's own. Any thread; one object belongs to one thread at a time.
class HdAccounts
{
public:
    /// Nothing for a seed of a wrong size, or (about once in 2^127) one without such accounts.
    static std::optional<HdAccounts> fromSeed(const SecureBytes &seed);

    /// The key is made, asked for its address and wiped. `index` below 2^31; nothing where BIP-32 has no key.
    std::optional<Address> address(std::uint32_t index) const;
    std::optional<ControllerKey> key(std::uint32_t index) const;

private:
    explicit HdAccounts(HdKey parent);
    HdKey m_parent;
};

} // namespace muster
