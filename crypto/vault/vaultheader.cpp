// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultheader.h"

#include "derivationjson.h"
#include "jsonmembers.h"
#include "seal.h"
#include "strictjson.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kFormat = "muster-vault"_L1;
constexpr qint64 kVersion = 1;
constexpr std::size_t kSealedBytes = sealing::kKeyBytes + sealing::kOverhead;

Failure refused(const QString &reason, const QList<Issue> &issues = {})
{
    Error error = issues.isEmpty() ? Error{} : validationError(issues);
    error.code = ErrorCode::VaultRefused;
    error.message = reason;
    return Failure(std::move(error));
}

QString checkOf(QJsonObject object)
{
    object.remove("check"_L1);
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

} // namespace

VaultHeader::VaultHeader(QString vaultId, KeyDerivation derivation, QByteArray sealedSecret)
    : m_vaultId(std::move(vaultId))
    , m_derivation(std::move(derivation))
    , m_sealedSecret(std::move(sealedSecret))
{}

Result<VaultHeader> VaultHeader::protect(const QString &vaultId, const SecureBytes &secret,
                                         const SecureBytes &passphrase, const ScryptCost &cost,
                                         const Cancelled &cancelled)
{
    KeyDerivation derivation = KeyDerivation::fresh(cost);
    const Result<SecureBytes> derived = derivation.derive(passphrase, cancelled);
    if (!derived)
        return Failure(derived.error());
    QByteArray sealed = sealing::seal(secret.span(), *derived);
    return VaultHeader(vaultId, std::move(derivation), std::move(sealed));
}

Result<VaultHeader> VaultHeader::read(QByteArrayView file)
{
    const Result<QJsonValue> json = readStrictJson(file);
    if (!json)
        return refused(u"The vault's file is damaged. Take it from a backup; nothing was changed."_s,
                       issuesOf(json.error()));
    return read(json->toObject());
}

Result<VaultHeader> VaultHeader::read(const QJsonObject &object)
{
    QList<Issue> issues;
    JsonMembers members(object, QString(), issues);
    if (object.value("format"_L1).toString() != kFormat)
        return refused(u"This is not a vault of Muster. Nothing was changed."_s);
    const qint64 version = members.integer("version"_L1);
    if (version > kVersion)
        return refused(
            u"This vault was made by a newer Muster. Open it with that one; nothing was changed."_s);
    if (version < 1)
        members.report("version"_L1, u"version must be 1."_s);
    QString id = members.text("id"_L1);
    QByteArray sealed = members.hex("secret"_L1);
    if (std::size_t(sealed.size()) != kSealedBytes)
        members.report("secret"_L1, u"secret must be %1 bytes."_s.arg(kSealedBytes));
    std::optional<KeyDerivation> derivation = readDerivation(members, issues);
    if (members.text("check"_L1) != checkOf(object))
        members.report("check"_L1, u"check is not the checksum of the rest."_s);
    if (!issues.isEmpty() || !derivation)
        return refused(u"The vault's file is damaged. Take it from a backup; nothing was changed."_s, issues);
    return VaultHeader(std::move(id), std::move(*derivation), std::move(sealed));
}

Result<SecureBytes> VaultHeader::open(const SecureBytes &passphrase, const Cancelled &cancelled) const
{
    const Result<SecureBytes> derived = m_derivation.derive(passphrase, cancelled);
    if (!derived)
        return Failure(derived.error());
    std::optional<SecureBytes> secret = sealing::unseal(m_sealedSecret, *derived);
    if (!secret)
        return fail(ErrorCode::PassphraseWrong, u"This passphrase does not open the vault. Type it again."_s);
    return std::move(*secret);
}

QJsonObject VaultHeader::object() const
{
    QJsonObject object = derivationObject(m_derivation);
    object.insert("format"_L1, QString(kFormat));
    object.insert("version"_L1, kVersion);
    object.insert("id"_L1, m_vaultId);
    object.insert("secret"_L1, QString::fromLatin1(m_sealedSecret.toHex()));
    object.insert("check"_L1, checkOf(object));
    return object;
}

QByteArray VaultHeader::text() const
{
    return QJsonDocument(object()).toJson(QJsonDocument::Indented);
}

} // namespace muster
