// SPDX-License-Identifier: GPL-3.0-or-later
#include "keystore.h"

#include "ctrcipher.h"
#include "keccak.h"

#include <QJsonDocument>
#include <QUuid>

#include <sodium.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::size_t kSecretBytes = 32;

std::span<const std::uint8_t> cipherKey(const SecureBytes &derived)
{
    return derived.span().first(std::size_t(ctrcipher::kKeyBytes));
}

QByteArray macOf(const SecureBytes &derived, const QByteArray &ciphertext)
{
    SecureBytes checked(derived.span().subspan(std::size_t(ctrcipher::kKeyBytes)));
    checked.append(
        {reinterpret_cast<const std::uint8_t *>(ciphertext.data()), std::size_t(ciphertext.size())});
    return keccak256(QByteArrayView(checked.data(), qsizetype(checked.size())));
}

bool sameMac(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), std::size_t(a.size())) == 0;
}

/// Keys that begin with zero bytes were once written without them.
SecureBytes fullLength(SecureBytes secret)
{
    if (secret.size() >= kSecretBytes)
        return secret;
    SecureBytes padded(kSecretBytes - secret.size());
    padded.append(secret.span());
    return padded;
}

Failure wrongPassphrase()
{
    return fail(
        ErrorCode::PassphraseWrong,
        u"This passphrase does not open the key file, or the file was changed. Try another passphrase, "
        "or another copy of the file."_s);
}

} // namespace

Keystore::Keystore(KeystoreContent content)
    : m_content(std::move(content))
{}

Result<Keystore> Keystore::read(QByteArrayView file)
{
    Result<KeystoreContent> content = readKeystoreJson(file);
    if (!content)
        return Failure(std::move(content.error()));
    return Keystore(std::move(*content));
}

Result<Keystore> Keystore::read(const QJsonObject &object)
{
    Result<KeystoreContent> content = readKeystoreObject(object);
    if (!content)
        return Failure(std::move(content.error()));
    return Keystore(std::move(*content));
}

Result<Keystore> Keystore::seal(const ControllerKey &key, const SecureBytes &passphrase,
                                const ScryptCost &cost)
{
    Result<Sealed> made = sealed(key, passphrase, cost);
    if (!made)
        return Failure(made.error());
    return std::move(made->keystore);
}

Result<Keystore::Sealed> Keystore::sealed(const ControllerKey &key, const SecureBytes &passphrase,
                                          const ScryptCost &cost, const Cancelled &cancelled)
{
    KeyDerivation derivation = KeyDerivation::fresh(cost);
    Result<SecureBytes> derived = derivation.derive(passphrase, cancelled);
    if (!derived)
        return Failure(derived.error());
    QByteArray iv(ctrcipher::kIvBytes, Qt::Uninitialized);
    randombytes_buf(iv.data(), std::size_t(iv.size()));
    QByteArray ciphertext = ctrcipher::encrypt(key.m_secret.span(), cipherKey(*derived), iv);
    QByteArray mac = macOf(*derived, ciphertext);
    return Sealed{Keystore({std::move(derivation), std::move(iv), std::move(ciphertext), std::move(mac),
                            key.address(), QUuid::createUuid().toString(QUuid::WithoutBraces)}),
                  std::move(*derived)};
}

Result<ControllerKey> Keystore::open(const SecureBytes &passphrase, const Cancelled &cancelled) const
{
    const Result<SecureBytes> derived = m_content.derivation.derive(passphrase, cancelled);
    if (!derived)
        return Failure(derived.error());
    return openDerived(*derived);
}

Result<ControllerKey> Keystore::openDerived(const SecureBytes &derived) const
{
    if (!sameMac(macOf(derived, m_content.ciphertext), m_content.mac))
        return wrongPassphrase();
    auto fault = ControllerKey::Fault::Length;
    std::optional<ControllerKey> key = ControllerKey::fromBytes(
        fullLength(ctrcipher::decrypt(m_content.ciphertext, cipherKey(derived), m_content.iv)), &fault);
    if (!key)
        return fail(ErrorCode::KeyRefused,
                    u"The passphrase opens the file, but what is in it is no private key. "_s +
                        controllerKeyFaultText(fault, 0));
    if (m_content.address && key->address() != *m_content.address) {
        return fail(
            ErrorCode::KeyRefused,
            u"The file says that it holds the key of %1, but it holds the key of %2. Use another copy of "
            "the file."_s.arg(m_content.address->text(), key->address().text()));
    }
    return std::move(*key);
}

Result<ControllerKey> Keystore::openWithAny(std::span<const SecureBytes> passphrases,
                                            const Cancelled &cancelled) const
{
    for (const SecureBytes &passphrase : passphrases) {
        Result<ControllerKey> key = open(passphrase, cancelled);
        if (key || key.error().code != ErrorCode::PassphraseWrong)
            return key;
    }
    return wrongPassphrase();
}

QByteArray Keystore::text() const
{
    return QJsonDocument(object()).toJson(QJsonDocument::Compact);
}

} // namespace muster
