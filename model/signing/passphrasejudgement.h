// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "securebytes.h"

#include <vector>

namespace muster {

/// What the window shows while a new passphrase is typed.
struct PassphraseJudgement
{
    /// How well it withstands guessing, as an estimate.
    enum class Strength { Weak, Fair, Good, Strong };
    Result<void> allowed; ///< PassphraseWeak with the reason
    double bits = 0;
    Strength strength = Strength::Weak;
};

/// Milliseconds. Any thread.
PassphraseJudgement judgePassphrase(const SecureBytes &passphrase);

/// As the passphrase of a vault is derived: those that can be chosen are their own NFKC form, so that one
/// typed in another form of Unicode is brought into it. What is no UTF-8 stays as it is.
SecureBytes vaultSpelling(SecureBytes typed);

/// The spellings in which other tools may have derived from a passphrase, in the order to try.
std::vector<SecureBytes> foreignSpellings(const SecureBytes &typed);

} // namespace muster
