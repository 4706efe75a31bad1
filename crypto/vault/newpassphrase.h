// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "securebytes.h"

namespace muster {

inline constexpr int kPassphraseLength = 10;

/// Whether a passphrase may be chosen: at least 10 characters of UTF-8, and the same in its NFKC form, since
/// tools disagree about the form they derive from. PassphraseWeak with the reason. An old one is never
/// judged. Any thread.
Result<void> checkNewPassphrase(const SecureBytes &passphrase);

} // namespace muster
