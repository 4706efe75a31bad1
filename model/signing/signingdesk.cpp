// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingdesk.h"

#include "keccak.h"
#include "sessionvault.h"
#include "vaultdesk.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A spelling that is no address names nobody.
QList<Address> addressesIn(const QStringList &texts)
{
    QList<Address> controllers;
    for (const QString &text : texts) {
        const std::optional<Address> address = Address::parse(text);
        if (address && !controllers.contains(*address))
            controllers.append(*address);
    }
    return controllers;
}

template <typename T>
QFuture<Result<QString>> ready(T answer)
{
    return QtFuture::makeReadyFuture(Result<QString>(std::move(answer)));
}

Failure keyMissing(const Challenge &challenge, const Address &signer, const QString &reason)
{
    const QStringList &wanted = challenge.controllerAddresses;
    const QString remedy = wanted.isEmpty() ? u"The challenge names no address that may sign."_s
                                            : u"Import the key of %1."_s.arg(wanted.join(u" or "_s));
    return fail(ErrorCode::KeyMissing, reason + u' ' + remedy,
                {{u"signerAddress"_s, signer.text()},
                 {u"controllerAddresses"_s, QJsonArray::fromStringList(wanted)}});
}

} // namespace

SigningDesk::SigningDesk(QObject *parent)
    : QObject(parent)
    , m_vault(std::make_unique<SessionVault>())
{}

SigningDesk::~SigningDesk() = default;

void SigningDesk::setVault(VaultDesk &vault)
{
    m_vaultDesk = &vault;
    connect(&vault, &VaultDesk::keysChanged, this, &SigningDesk::keysChanged);
    connect(&vault, &VaultDesk::stateChanged, this, &SigningDesk::keysChanged);
    emit keysChanged();
}

Result<Address> SigningDesk::importHexKey(const SecureBytes &text)
{
    auto fault = ControllerKey::Fault::Length;
    int where = -1;
    std::optional<ControllerKey> key = ControllerKey::fromHex(text, &fault, &where);
    if (!key)
        return fail(ErrorCode::KeyRefused, controllerKeyFaultText(fault, where));
    const Address address = key->address();
    if (m_vault->add(std::move(*key)))
        emit keysChanged();
    return address;
}

Address SigningDesk::createKey()
{
    ControllerKey key = ControllerKey::generate();
    const Address address = key.address();
    m_vault->add(std::move(key));
    emit keysChanged();
    return address;
}

void SigningDesk::forget(const Address &address)
{
    if (!m_vault->holds(address))
        return;
    m_vault->remove(address);
    emit keysChanged();
}

QList<Address> SigningDesk::addresses() const
{
    return m_vault->addresses();
}

QList<Address> SigningDesk::signersFor(const Challenge &challenge) const
{
    return signersAmong(challenge.controllerAddresses);
}

QList<Address> SigningDesk::signersAmong(const QStringList &controllers) const
{
    QList<Address> signers = addressesIn(controllers);
    signers.removeIf([this](const Address &address) { return !holds(address); });
    return signers;
}

bool SigningDesk::holds(const Address &address) const
{
    return m_vault->holds(address) || (m_vaultDesk && m_vaultDesk->holds(address));
}

QFuture<Result<QString>> SigningDesk::sign(const Challenge &challenge, const Address &signer)
{
    if (!addressesIn(challenge.controllerAddresses).contains(signer)) {
        return ready(
            keyMissing(challenge, signer,
                       u"%1 is not a controller of %2."_s.arg(signer.text(), challenge.identityRef.did())));
    }
    if (!holds(signer))
        return ready(keyMissing(challenge, signer, u"The key of %1 is not held here."_s.arg(signer.text())));
    return signMessage(challenge.message, signer);
}

QFuture<Result<QString>> SigningDesk::signMessage(const QByteArray &message, const Address &signer)
{
    if (m_vault->holds(signer))
        return signWithSessionKey(message, signer);
    if (!m_vaultDesk || !m_vaultDesk->holds(signer))
        return ready(fail(ErrorCode::KeyMissing, u"The key of %1 is not held here."_s.arg(signer.text()),
                          {{u"signerAddress"_s, signer.text()}}));
    return m_vaultDesk->sign(signer, message).then([](const Result<Signature> &signature) {
        return signature ? Result<QString>(signature->text()) : Failure(signature.error());
    });
}

QFuture<Result<QString>> SigningDesk::signWithSessionKey(const QByteArray &message, const Address &signer)
{
    const Result<Signature> signature = m_vault->sign(signer, personalMessageDigest(message));
    if (!signature)
        return ready(Failure(signature.error()));
    if (!m_vaultDesk)
        return ready(signature->text());
    return m_vaultDesk->noteSignature(signer, message)
        .then([text = signature->text()](const Result<void> &noted) {
            return noted ? Result<QString>(text) : Failure(noted.error());
        });
}

bool SigningDesk::memoryIsLocked() const
{
    return SecureBytes::memoryIsLocked();
}

} // namespace muster
