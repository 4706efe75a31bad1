// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

namespace muster {

/// How many bits of guessing a passphrase is worth by zxcvbn's estimate: common words, names, dates, keyboard
/// rows and repetitions count little. An estimate, never a promise. Milliseconds for 100 bytes; what follows
/// byte 100 counts as typed at random. Any thread.
double passphraseStrengthBits(const SecureBytes &passphrase);

} // namespace muster
