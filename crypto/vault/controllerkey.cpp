// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkey.h"

#include "signaturecheck.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kKeyDigits = 2 * kKeyBytes;

struct ContextEnd
{
    void operator()(secp256k1_context *context) const { secp256k1_context_destroy(context); }
};

using Context = std::unique_ptr<secp256k1_context, ContextEnd>;

/// A context whose arithmetic is blinded with a random seed, against listeners on side channels.
Context blindedContext()
{
    Context context(secp256k1_context_create(SECP256K1_CONTEXT_NONE));
    SecureBytes seed(kKeyBytes);
    randombytes_buf(seed.data(), seed.size());
    if (!secp256k1_context_randomize(context.get(), seed.data()))
        qFatal("The curve library cannot be prepared for signing.");
    return context;
}

/// Made once and constant from then on: any thread may sign with it.
const secp256k1_context *signingContext()
{
    static const Context context = blindedContext();
    return context.get();
}

std::optional<Address> addressOf(const SecureBytes &secret)
{
    secp256k1_pubkey key;
    if (!secp256k1_ec_pubkey_create(signingContext(), &key, secret.data()))
        return std::nullopt;
    std::array<unsigned char, 65> point{};
    std::size_t size = point.size();
    if (!secp256k1_ec_pubkey_serialize(signingContext(), point.data(), &size, &key,
                                       SECP256K1_EC_UNCOMPRESSED))
        return std::nullopt;
    return Address::ofPublicKey(QByteArrayView(point).sliced(1));
}

bool isBlank(std::uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isHexDigit(std::uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::span<const std::uint8_t> withoutBlanksAround(std::span<const std::uint8_t> text)
{
    while (!text.empty() && isBlank(text.front()))
        text = text.subspan(1);
    while (!text.empty() && isBlank(text.back()))
        text = text.first(text.size() - 1);
    return text;
}

/// What people copy by mistake is recognised by its length.
QString whatElseHas(int digits)
{
    switch (digits) {
    case 40:
        return u", as an address has"_s;
    case 66:
    case 128:
    case 130:
        return u", as a public key or a signature has"_s;
    default:
        return {};
    }
}

std::nullopt_t refused(ControllerKey::Fault reason, ControllerKey::Fault *fault)
{
    if (fault)
        *fault = reason;
    return std::nullopt;
}

} // namespace

ControllerKey::ControllerKey(SecureBytes secret, Address address)
    : m_secret(std::move(secret))
    , m_address(address)
{}

std::optional<ControllerKey> ControllerKey::fromHex(const SecureBytes &text, Fault *fault, int *where)
{
    std::span<const std::uint8_t> digits = withoutBlanksAround(text.span());
    if (digits.size() >= 2 && digits[0] == '0' && (digits[1] | 0x20) == 'x')
        digits = digits.subspan(2);
    const auto wrong = std::find_if_not(digits.begin(), digits.end(), isHexDigit);
    if (wrong != digits.end()) {
        if (where)
            *where = static_cast<int>(&*wrong - text.data());
        return refused(Fault::Character, fault);
    }
    if (digits.size() != kKeyDigits) {
        if (where)
            *where = static_cast<int>(digits.size());
        return refused(Fault::Length, fault);
    }

    SecureBytes secret(kKeyBytes);
    const auto *const letters = reinterpret_cast<const char *>(digits.data());
    if (sodium_hex2bin(secret.data(), secret.size(), letters, digits.size(), nullptr, nullptr, nullptr) != 0)
        return refused(Fault::Character, fault);
    return fromBytes(std::move(secret), fault);
}

std::optional<ControllerKey> ControllerKey::fromBytes(SecureBytes secret, Fault *fault)
{
    if (secret.size() != kKeyBytes)
        return refused(Fault::Length, fault);
    if (sodium_is_zero(secret.data(), secret.size()))
        return refused(Fault::Zero, fault);
    if (!secp256k1_ec_seckey_verify(signingContext(), secret.data()))
        return refused(Fault::OutOfRange, fault);
    const std::optional<Address> address = addressOf(secret);
    if (!address)
        return refused(Fault::OutOfRange, fault);
    return ControllerKey(std::move(secret), *address);
}

ControllerKey ControllerKey::generate()
{
    SecureBytes secret(kKeyBytes);
    std::optional<Address> address;
    while (!address) {
        randombytes_buf(secret.data(), secret.size());
        if (secp256k1_ec_seckey_verify(signingContext(), secret.data()))
            address = addressOf(secret);
    }
    return ControllerKey(std::move(secret), *address);
}

std::optional<Signature> ControllerKey::sign(QByteArrayView digest) const
{
    if (digest.size() != qsizetype(kKeyBytes) || m_secret.size() != kKeyBytes)
        return std::nullopt;
    const auto *const hash = reinterpret_cast<const unsigned char *>(digest.data());
    secp256k1_ecdsa_recoverable_signature made;
    if (!secp256k1_ecdsa_sign_recoverable(signingContext(), &made, hash, m_secret.data(), nullptr, nullptr))
        return std::nullopt;
    std::array<unsigned char, 64> rs{};
    int recoveryId = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(signingContext(), rs.data(), &recoveryId, &made);
    // Ids 2 and 3 (r beyond the group order) have no place in the 65-byte form; no known key and digest make
    // one.
    if (recoveryId != 0 && recoveryId != 1)
        return std::nullopt;
    return checkedSignature(Signature::fromCompact(QByteArrayView(rs), recoveryId), digest, m_address);
}

QString controllerKeyFaultText(ControllerKey::Fault fault, int where)
{
    switch (fault) {
    case ControllerKey::Fault::Length:
        return u"A private key is exactly 64 hexadecimal digits, with or without 0x in front; this text "
               "has %1%2. Copy the whole key again."_s.arg(where)
                   .arg(whatElseHas(where));
    case ControllerKey::Fault::Character:
        return u"Character %1 is not a hexadecimal digit (0-9, a-f). A private key is exactly 64 of "
               "them, with or without 0x in front."_s.arg(where + 1);
    case ControllerKey::Fault::Zero:
        return u"All digits are zero, which is no private key. Copy the key again."_s;
    case ControllerKey::Fault::OutOfRange:
        return u"This number is too large to be a private key of the curve secp256k1. Copy the key again."_s;
    }
    Q_UNREACHABLE();
}

} // namespace muster
