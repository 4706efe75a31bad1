// SPDX-License-Identifier: GPL-3.0-or-later
#include "newpassphrase.h"

#include "passphraseforms.h"

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
    const std::optional<SecureBytes> compatible = normalisedText(passphrase, UnicodeForm::NFKC);
    if (!compatible)
        return fail(ErrorCode::PassphraseWeak, u"This passphrase holds bytes that are no text (UTF-8)."_s);
    if (!compatible->equals(passphrase))
        return fail(ErrorCode::PassphraseWeak,
                    u"Other programs may write a character of this passphrase in another way (Unicode NFKC). "
                    "Leave out ligatures, full-width letters, raised digits and accents typed apart."_s);
    return {};
}

} // namespace muster
