// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultsecret.h"

#include "seal.h"

#include <sodium.h>

namespace muster::vaultsecret {

SecureBytes keyFilePassphrase(const SecureBytes &secret)
{
    const SecureBytes key = sealing::subkey(secret, {'k', 'e', 'y', 'f', 'i', 'l', 'e', 's'});
    // sodium_bin2hex() ends its text with a zero byte.
    SecureBytes digits(2 * key.size() + 1);
    sodium_bin2hex(reinterpret_cast<char *>(digits.data()), digits.size(), key.data(), key.size());
    digits.chop(1);
    return digits;
}

SecureBytes indexKey(const SecureBytes &secret)
{
    return sealing::subkey(secret, {'k', 'e', 'y', ' ', 'l', 'i', 's', 't'});
}

SecureBytes backupKey(const SecureBytes &secret)
{
    return sealing::subkey(secret, {'b', 'a', 'c', 'k', 'u', 'p', ' ', ' '});
}

} // namespace muster::vaultsecret
