// SPDX-License-Identifier: GPL-3.0-or-later
#include "keystorejson.h"

#include "ctrcipher.h"
#include "derivationjson.h"
#include "jsonmembers.h"
#include "strictjson.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kVersion = 3;
constexpr qsizetype kKeyBytes = 32;
constexpr qsizetype kMacBytes = 32;

Failure refused(const QList<Issue> &issues)
{
    Error error = validationError(issues);
    error.code = ErrorCode::KeyRefused;
    error.message = u"This key file cannot be used. "_s + issues.first().message;
    if (issues.size() > 1)
        error.message += u" There are %1 faults in all."_s.arg(issues.size());
    return Failure(std::move(error));
}

std::optional<Address> readAddress(JsonMembers &members)
{
    if (!members.has("address"_L1))
        return std::nullopt;
    const QString text = members.text("address"_L1).toLower();
    if (text.isEmpty())
        return std::nullopt;
    const std::optional<Address> address =
        Address::parse(text.startsWith(u"0x") ? text : QString(u"0x"_s + text));
    if (!address)
        members.report("address"_L1, u"address must be 40 hexadecimal digits, with or without 0x."_s);
    return address;
}

QByteArray readIv(JsonMembers &crypto, QList<Issue> &issues)
{
    JsonMembers parameters(crypto.object("cipherparams"_L1), crypto.pathOf("cipherparams"_L1), issues);
    QByteArray iv = parameters.hex("iv"_L1);
    if (iv.size() != ctrcipher::kIvBytes)
        parameters.report("iv"_L1, u"iv must be 16 bytes, and is %1."_s.arg(iv.size()));
    return iv;
}

/// Two spellings are in use; both at once would leave open which one counts.
QLatin1StringView cryptoName(JsonMembers &members)
{
    const bool capital = members.has("Crypto"_L1);
    if (capital && members.has("crypto"_L1))
        members.report("Crypto"_L1, u"crypto is there twice, with a small and with a capital letter."_s);
    return capital ? "Crypto"_L1 : "crypto"_L1;
}

} // namespace

Result<KeystoreContent> readKeystoreJson(QByteArrayView file)
{
    if (file.size() > kKeystoreBytes)
        return refused(
            {{QString(), u"It is larger than %1 KiB, which no key file is."_s.arg(kKeystoreBytes / 1024)}});
    const Result<QJsonValue> json = readStrictJson(file);
    if (!json)
        return refused(issuesOf(json.error()));
    if (!json->isObject())
        return refused({{QString(), u"It is no JSON object."_s}});
    return readKeystoreObject(json->toObject());
}

Result<KeystoreContent> readKeystoreObject(const QJsonObject &object)
{
    QList<Issue> issues;
    JsonMembers members(object, QString(), issues);
    if (members.integer("version"_L1) != kVersion)
        members.report("version"_L1, u"Only version 3 of the format is read here."_s);
    const QLatin1StringView name = cryptoName(members);
    JsonMembers crypto(members.object(name), members.pathOf(name), issues);
    crypto.literal("cipher"_L1, "aes-128-ctr"_L1);
    QByteArray iv = readIv(crypto, issues);
    QByteArray ciphertext = crypto.hex("ciphertext"_L1);
    if (ciphertext.isEmpty() || ciphertext.size() > kKeyBytes)
        crypto.report("ciphertext"_L1,
                      u"ciphertext must be the 32 bytes of a key, and is %1."_s.arg(ciphertext.size()));
    QByteArray mac = crypto.hex("mac"_L1);
    if (mac.size() != kMacBytes)
        crypto.report("mac"_L1, u"mac must be 32 bytes, and is %1."_s.arg(mac.size()));
    std::optional<KeyDerivation> derivation = readDerivation(crypto, issues);
    const std::optional<Address> address = readAddress(members);
    QString id = members.has("id"_L1) ? members.text("id"_L1) : QString();
    if (!issues.isEmpty() || !derivation)
        return refused(issues);
    return KeystoreContent{std::move(*derivation), std::move(iv), std::move(ciphertext),
                           std::move(mac),         address,       std::move(id)};
}

QJsonObject keystoreObject(const KeystoreContent &content)
{
    QJsonObject crypto = derivationObject(content.derivation);
    crypto.insert("cipher"_L1, u"aes-128-ctr"_s);
    crypto.insert("cipherparams"_L1, QJsonObject{{u"iv"_s, QString::fromLatin1(content.iv.toHex())}});
    crypto.insert("ciphertext"_L1, QString::fromLatin1(content.ciphertext.toHex()));
    crypto.insert("mac"_L1, QString::fromLatin1(content.mac.toHex()));
    QJsonObject object{{u"version"_s, kVersion}, {u"id"_s, content.id}, {u"crypto"_s, crypto}};
    if (content.address)
        object.insert("address"_L1, content.address->text().mid(2).toLower());
    return object;
}

} // namespace muster
