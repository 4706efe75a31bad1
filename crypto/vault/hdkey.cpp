// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdkey.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <secp256k1.h>

#include <array>

namespace muster {
namespace {

constexpr std::size_t kHalf = 32;
constexpr std::array<std::uint8_t, 12> kMasterLabel = {'B', 'i', 't', 'c', 'o', 'i',
                                                       'n', ' ', 's', 'e', 'e', 'd'};
constexpr std::size_t kShortestSeed = 16;
constexpr std::size_t kLongestSeed = 64;

SecureBytes hmacSha512(std::span<const std::uint8_t> key, std::span<const std::uint8_t> data)
{
    SecureBytes mac(2 * kHalf);
    unsigned int size = 0;
    if (!HMAC(EVP_sha512(), key.data(), int(key.size()), data.data(), data.size(), mac.data(), &size) ||
        size != mac.size())
        qFatal("The library of hashes cannot compute HMAC-SHA512.");
    return mac;
}

const secp256k1_context *context()
{
    static const secp256k1_context *const made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    return made;
}

/// The compressed public key. `secret` is a valid key.
std::array<std::uint8_t, 33> publicKeyOf(const SecureBytes &secret)
{
    secp256k1_pubkey key;
    std::array<std::uint8_t, 33> point{};
    std::size_t size = point.size();
    if (!secp256k1_ec_pubkey_create(context(), &key, secret.data()) ||
        !secp256k1_ec_pubkey_serialize(context(), point.data(), &size, &key, SECP256K1_EC_COMPRESSED))
        qFatal("A derived key is not valid.");
    return point;
}

} // namespace

HdKey::HdKey(SecureBytes secret, SecureBytes chainCode)
    : m_secret(std::move(secret))
    , m_chainCode(std::move(chainCode))
{}

std::optional<HdKey> HdKey::fromSeed(const SecureBytes &seed)
{
    if (seed.size() < kShortestSeed || seed.size() > kLongestSeed)
        return std::nullopt;
    const SecureBytes mac = hmacSha512(kMasterLabel, seed.span());
    if (!secp256k1_ec_seckey_verify(context(), mac.data()))
        return std::nullopt;
    return HdKey(SecureBytes(mac.span().first(kHalf)), SecureBytes(mac.span().last(kHalf)));
}

std::optional<HdKey> HdKey::child(std::uint32_t index) const
{
    SecureBytes data;
    if (index >= kHardened) {
        data = SecureBytes(1);
        data.append(m_secret.span());
    } else {
        data = SecureBytes(publicKeyOf(m_secret));
    }
    const std::array<std::uint8_t, 4> number = {
        static_cast<std::uint8_t>(index >> 24), static_cast<std::uint8_t>(index >> 16),
        static_cast<std::uint8_t>(index >> 8), static_cast<std::uint8_t>(index)};
    data.append(number);
    const SecureBytes mac = hmacSha512(m_chainCode.span(), data.span());
    SecureBytes secret = m_secret.clone();
    if (!secp256k1_ec_seckey_tweak_add(context(), secret.data(), mac.data()))
        return std::nullopt;
    return HdKey(std::move(secret), SecureBytes(mac.span().last(kHalf)));
}

ControllerKey HdKey::toControllerKey() const
{
    std::optional<ControllerKey> key = ControllerKey::fromBytes(m_secret.clone());
    if (!key)
        qFatal("A derived key is not valid.");
    return std::move(*key);
}

} // namespace muster
