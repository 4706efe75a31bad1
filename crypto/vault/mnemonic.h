// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QStringList>

#include <optional>

namespace muster {

/// Why a text is no mnemonic. It repeats nothing that was typed: `nearWords` are words of the public list.
struct MnemonicFault
{
    enum class Kind { WordCount, UnknownWord, Checksum };
    Kind kind = Kind::WordCount;
    int number = 0;        ///< WordCount: the words found; UnknownWord: which one, from 1
    QStringList nearWords; ///< UnknownWord: what may have been meant, the nearest first
    bool operator==(const MnemonicFault &) const = default;
};

/// An English BIP-39 mnemonic of 12, 15, 18, 21 or 24 words in locked memory. It leaves this class only as a
/// seed. Any thread; one object belongs to one thread at a time.
class Mnemonic
{
public:
    /// Bytes of a seed.
    static constexpr std::size_t kSeedBytes = 64;

    /// Capitals and any ASCII white space between and around the words are tolerated; then it is strict:
    /// each word is in the list, the number of words is one of the five, the checksum fits. An unknown word
    /// is named before a wrong number of words.
    static std::optional<Mnemonic> fromText(const SecureBytes &text, MnemonicFault *fault = nullptr);

    /// PBKDF2-HMAC-SHA512, 2048 rounds (BIP-39); some milliseconds. `passphrase` is UTF-8 and is brought
    /// into NFKD; nothing when it is not UTF-8.
    std::optional<SecureBytes> seed(const SecureBytes &passphrase) const;

private:
    explicit Mnemonic(SecureBytes sentence);
    SecureBytes m_sentence; ///< lower-case words with one blank between them
};

/// One sentence for people.
QString mnemonicFaultText(const MnemonicFault &fault);

} // namespace muster
