// SPDX-License-Identifier: GPL-3.0-or-later
#include "newpassphrase.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {

Result<void> checkNewPassphrase(const SecureBytes &passphrase)
{
    const auto isFirstByte = [](std::uint8_t byte) { return (byte & 0xc0) != 0x80; };
    const auto characters = std::count_if(passphrase.span().begin(), passphrase.span().end(), isFirstByte);
    if (characters < kPassphraseLength)
        return fail(
            ErrorCode::PassphraseWeak,
            u"A new passphrase has at least %1 characters. Choose a longer one; a few words that do not "
            "belong together are easy to keep in mind."_s.arg(kPassphraseLength));
    return {};
}

} // namespace muster
