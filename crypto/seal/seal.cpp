// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal.h"

#include <sodium.h>

#include <QtGlobal>

namespace muster::sealing {
namespace {

static_assert(kKeyBytes == crypto_secretbox_KEYBYTES);
// NOLINTNEXTLINE(misc-redundant-expression): the library's numbers happen to be the same
static_assert(kKeyBytes == crypto_auth_KEYBYTES && kKeyBytes == crypto_kdf_KEYBYTES);
static_assert(kOverhead == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES);

const unsigned char *bytesOf(QByteArrayView data)
{
    return reinterpret_cast<const unsigned char *>(data.data());
}

void requireKey(const SecureBytes &key)
{
    if (key.size() != kKeyBytes)
        qFatal("A sealing key has 32 bytes.");
}

/// `plain` has room for what `sealed` holds.
bool open(std::uint8_t *plain, QByteArrayView sealed, const SecureBytes &key)
{
    constexpr auto kNonce = qsizetype(crypto_secretbox_NONCEBYTES);
    const QByteArrayView boxed = sealed.sliced(kNonce);
    return crypto_secretbox_open_easy(plain, bytesOf(boxed), std::size_t(boxed.size()), bytesOf(sealed),
                                      key.data()) == 0;
}

} // namespace

SecureBytes randomKey()
{
    SecureBytes key(kKeyBytes);
    randombytes_buf(key.data(), key.size());
    return key;
}

SecureBytes subkey(const SecureBytes &key, const std::array<char, 8> &purpose)
{
    requireKey(key);
    static_assert(std::tuple_size_v<std::array<char, 8>> == crypto_kdf_CONTEXTBYTES);
    SecureBytes derived(kKeyBytes);
    crypto_kdf_derive_from_key(derived.data(), derived.size(), 1, purpose.data(), key.data());
    return derived;
}

QByteArray seal(std::span<const std::uint8_t> plain, const SecureBytes &key)
{
    return sealData(QByteArrayView(plain.data(), qsizetype(plain.size())), key);
}

std::optional<SecureBytes> unseal(QByteArrayView sealed, const SecureBytes &key)
{
    requireKey(key);
    if (sealed.size() < qsizetype(kOverhead))
        return std::nullopt;
    SecureBytes plain(std::size_t(sealed.size()) - kOverhead);
    if (!open(plain.data(), sealed, key))
        return std::nullopt;
    return plain;
}

QByteArray sealData(QByteArrayView plain, const SecureBytes &key)
{
    requireKey(key);
    QByteArray sealed(plain.size() + qsizetype(kOverhead), Qt::Uninitialized);
    auto *const nonce = reinterpret_cast<unsigned char *>(sealed.data());
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytesOf(plain), std::size_t(plain.size()),
                          nonce, key.data());
    return sealed;
}

std::optional<QByteArray> unsealData(QByteArrayView sealed, const SecureBytes &key)
{
    requireKey(key);
    if (sealed.size() < qsizetype(kOverhead))
        return std::nullopt;
    QByteArray plain(sealed.size() - qsizetype(kOverhead), Qt::Uninitialized);
    if (!open(reinterpret_cast<std::uint8_t *>(plain.data()), sealed, key))
        return std::nullopt;
    return plain;
}

QByteArray authenticationCode(QByteArrayView data, const SecureBytes &key)
{
    requireKey(key);
    QByteArray code(crypto_auth_BYTES, Qt::Uninitialized);
    crypto_auth(reinterpret_cast<unsigned char *>(code.data()), bytesOf(data), std::size_t(data.size()),
                key.data());
    return code;
}

bool isAuthentic(QByteArrayView code, QByteArrayView data, const SecureBytes &key)
{
    requireKey(key);
    return code.size() == qsizetype(crypto_auth_BYTES) &&
           crypto_auth_verify(bytesOf(code), bytesOf(data), std::size_t(data.size()), key.data()) == 0;
}

} // namespace muster::sealing
