// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctrcipher.h"

#include <openssl/evp.h>

#include <memory>

namespace muster::ctrcipher {
namespace {

struct ContextEnd
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

/// Counter mode runs the same way in both directions.
void run(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> key,
         QByteArrayView iv)
{
    const std::unique_ptr<EVP_CIPHER_CTX, ContextEnd> context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool done = context && key.size() == std::size_t(kKeyBytes) && iv.size() == kIvBytes &&
                      EVP_EncryptInit_ex(context.get(), EVP_aes_128_ctr(), nullptr, key.data(),
                                         reinterpret_cast<const unsigned char *>(iv.data())) == 1 &&
                      EVP_EncryptUpdate(context.get(), out, &size, in.data(), int(in.size())) == 1 &&
                      std::size_t(size) == in.size();
    // Nothing of this depends on what a file says: the library itself is broken.
    if (!done)
        qFatal("AES-128-CTR does not work on this system.");
}

} // namespace

QByteArray encrypt(std::span<const std::uint8_t> plain, std::span<const std::uint8_t> key, QByteArrayView iv)
{
    QByteArray ciphertext(qsizetype(plain.size()), Qt::Uninitialized);
    run(plain, reinterpret_cast<std::uint8_t *>(ciphertext.data()), key, iv);
    return ciphertext;
}

SecureBytes decrypt(QByteArrayView ciphertext, std::span<const std::uint8_t> key, QByteArrayView iv)
{
    SecureBytes plain{std::size_t(ciphertext.size())};
    run({reinterpret_cast<const std::uint8_t *>(ciphertext.data()), std::size_t(ciphertext.size())},
        plain.data(), key, iv);
    return plain;
}

} // namespace muster::ctrcipher
