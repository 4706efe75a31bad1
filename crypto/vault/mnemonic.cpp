// SPDX-License-Identifier: GPL-3.0-or-later
#include "mnemonic.h"

#include "mnemonicwords.h"
#include "passphraseforms.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::size_t kBitsPerWord = 11;
constexpr std::size_t kFewestWords = 12;
constexpr std::size_t kMostWords = 24;
constexpr std::array<std::uint8_t, 8> kSaltPrefix = {'m', 'n', 'e', 'm', 'o', 'n', 'i', 'c'};
constexpr int kRounds = 2048;

bool isBlank(std::uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::uint8_t lowered(std::uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c | 0x20) : c;
}

std::string_view viewOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// The words in lower case with one blank between them.
SecureBytes tidied(const SecureBytes &text)
{
    SecureBytes sentence(text.size());
    std::size_t size = 0;
    for (const std::uint8_t c : text.span()) {
        const bool atStart = size == 0 || sentence.data()[size - 1] == ' ';
        if (isBlank(c) && atStart)
            continue;
        sentence.data()[size++] = isBlank(c) ? std::uint8_t(' ') : lowered(c);
    }
    if (size > 0 && sentence.data()[size - 1] == ' ')
        --size;
    sentence.chop(sentence.size() - size);
    return sentence;
}

std::nullopt_t refused(MnemonicFault reason, MnemonicFault *fault)
{
    if (fault)
        *fault = std::move(reason);
    return std::nullopt;
}

MnemonicFault unknownWord(int number, std::string_view word)
{
    MnemonicFault fault{MnemonicFault::Kind::UnknownWord, number, {}};
    for (const std::string_view candidate : nearMnemonicWords(word))
        fault.nearWords.append(QString::fromLatin1(candidate.data(), qsizetype(candidate.size())));
    return fault;
}

bool isWordCount(std::size_t words)
{
    return words >= kFewestWords && words <= kMostWords && words % 3 == 0;
}

/// Bits of the words in order: the entropy, then the first bits of its SHA-256 (one for each 32).
bool checksumFits(const SecureBytes &bits, std::size_t words)
{
    const std::size_t checksumBits = words / 3;
    const std::size_t entropyBytes = (words * kBitsPerWord - checksumBits) / 8;
    SecureBytes digest(SHA256_DIGEST_LENGTH);
    if (!EVP_Digest(bits.data(), entropyBytes, digest.data(), nullptr, EVP_sha256(), nullptr))
        return false;
    const auto unused = static_cast<unsigned>(8 - checksumBits);
    return digest.data()[0] >> unused == bits.data()[entropyBytes] >> unused;
}

} // namespace

Mnemonic::Mnemonic(SecureBytes sentence)
    : m_sentence(std::move(sentence))
{}

std::optional<Mnemonic> Mnemonic::fromText(const SecureBytes &text, MnemonicFault *fault)
{
    SecureBytes sentence = tidied(text);
    SecureBytes bits((kMostWords * kBitsPerWord + 7) / 8);
    std::size_t words = 0;
    std::span<const std::uint8_t> rest = sentence.span();
    while (!rest.empty()) {
        const auto end = std::find(rest.begin(), rest.end(), std::uint8_t(' '));
        const auto letters = static_cast<std::size_t>(end - rest.begin());
        const std::optional<std::uint16_t> index = mnemonicWordIndex(viewOf(rest.first(letters)));
        if (!index)
            return refused(unknownWord(int(words) + 1, viewOf(rest.first(letters))), fault);
        for (std::size_t bit = 0; bit < kBitsPerWord && words < kMostWords; ++bit) {
            if (*index >> (kBitsPerWord - 1 - bit) & 1) {
                const std::size_t place = words * kBitsPerWord + bit;
                bits.data()[place / 8] |= static_cast<std::uint8_t>(0x80 >> place % 8);
            }
        }
        ++words;
        rest = rest.subspan(std::min(letters + 1, rest.size()));
    }
    if (!isWordCount(words))
        return refused({MnemonicFault::Kind::WordCount, int(words), {}}, fault);
    if (!checksumFits(bits, words))
        return refused({MnemonicFault::Kind::Checksum, int(words), {}}, fault);
    return Mnemonic(std::move(sentence));
}

std::optional<SecureBytes> Mnemonic::seed(const SecureBytes &passphrase) const
{
    const std::optional<SecureBytes> normal = normalisedText(passphrase, UnicodeForm::NFKD);
    if (!normal)
        return std::nullopt;
    SecureBytes salt(kSaltPrefix);
    salt.append(normal->span());
    SecureBytes seed(kSeedBytes);
    if (!PKCS5_PBKDF2_HMAC(viewOf(m_sentence.span()).data(), int(m_sentence.size()), salt.data(),
                           int(salt.size()), kRounds, EVP_sha512(), int(seed.size()), seed.data()))
        return std::nullopt;
    return seed;
}

QString mnemonicFaultText(const MnemonicFault &fault)
{
    switch (fault.kind) {
    case MnemonicFault::Kind::WordCount:
        return u"A mnemonic has 12, 15, 18, 21 or 24 words; this text has %1."_s.arg(fault.number);
    case MnemonicFault::Kind::UnknownWord:
        if (fault.nearWords.isEmpty())
            return u"Word %1 is not in the English list of mnemonics. Compare it with your copy."_s.arg(
                fault.number);
        return u"Word %1 is not in the English list of mnemonics. It may be %2."_s.arg(fault.number)
            .arg(fault.nearWords.join(u" or "_s));
    case MnemonicFault::Kind::Checksum:
        return u"All words are known, but they do not belong together (the checksum is wrong): one word is "
               "another word of the list, or two changed places. Compare them with your copy."_s;
    }
    Q_UNREACHABLE();
}

} // namespace muster
