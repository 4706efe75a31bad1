// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrasestrength.h"

#include <zxcvbn.h>

#include <array>

namespace muster {

double passphraseStrengthBits(const SecureBytes &passphrase)
{
    constexpr std::array<std::uint8_t, 1> kEnd = {0};
    SecureBytes text = passphrase.clone();
    text.append(kEnd);
    return ZxcvbnMatch(reinterpret_cast<const char *>(text.data()), nullptr, nullptr);
}

} // namespace muster
