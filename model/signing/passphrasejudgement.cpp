// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrasejudgement.h"

#include "newpassphrase.h"
#include "passphraseforms.h"
#include "passphrasestrength.h"

namespace muster {
namespace {

// A guess costs the vault's derivation, a second of one computer: 40 bits are many years for one, weeks for
// ten thousand.
constexpr double kFairBits = 40;
constexpr double kGoodBits = 60;
constexpr double kStrongBits = 80;

PassphraseJudgement::Strength strengthOf(double bits)
{
    using Strength = PassphraseJudgement::Strength;
    return bits < kFairBits     ? Strength::Weak
           : bits < kGoodBits   ? Strength::Fair
           : bits < kStrongBits ? Strength::Good
                                : Strength::Strong;
}

} // namespace

PassphraseJudgement judgePassphrase(const SecureBytes &passphrase)
{
    const double bits = passphraseStrengthBits(passphrase);
    return {checkNewPassphrase(passphrase), bits, strengthOf(bits)};
}

SecureBytes vaultSpelling(SecureBytes typed)
{
    std::optional<SecureBytes> compatible = normalisedText(typed, UnicodeForm::NFKC);
    return compatible ? std::move(*compatible) : std::move(typed);
}

std::vector<SecureBytes> foreignSpellings(const SecureBytes &typed)
{
    return passphraseForms(typed);
}

} // namespace muster
