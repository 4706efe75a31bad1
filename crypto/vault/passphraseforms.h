// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <optional>
#include <vector>

namespace muster {

/// Normalisation forms of Unicode (UAX #15).
enum class UnicodeForm { NFC, NFKC, NFKD };

/// `text` (UTF-8) in that form; every buffer on the way is locked and wiped. Nothing when it is not UTF-8.
/// Any thread.
std::optional<SecureBytes> normalisedText(const SecureBytes &text, UnicodeForm form);

/// What a passphrase may have been when a keystore was written, in the order to try: as typed, NFKC, NFC;
/// only where they differ, since each costs a key derivation. Tools disagree about the form.
std::vector<SecureBytes> passphraseForms(const SecureBytes &typed);

} // namespace muster
