// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultindex.h"

#include "jsonmembers.h"
#include "seal.h"
#include "strictjson.h"

#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kFormat = "muster-vault-keys"_L1;
constexpr qint64 kVersion = 1;

void insertTime(QJsonObject &object, QLatin1StringView name, const std::optional<Timestamp> &time)
{
    if (time)
        object.insert(name, time->text());
}

std::optional<Timestamp> readTime(JsonMembers &members, QLatin1StringView name)
{
    if (!members.has(name))
        return std::nullopt;
    const QString text = members.text(name);
    const std::optional<Timestamp> time = Timestamp::parse(text);
    if (!time)
        members.report(name, u"%1 must be a time such as 2026-11-23T22:14:40.000Z."_s.arg(name));
    return time;
}

QJsonObject keyObject(const VaultKey &key)
{
    QJsonObject object{{u"address"_s, key.address.text()}, {u"name"_s, key.name}};
    insertTime(object, "created"_L1, key.created);
    insertTime(object, "lastUsed"_L1, key.lastUsed);
    insertTime(object, "backedUp"_L1, key.backedUp);
    return object;
}

void readKey(const QJsonValue &value, const QString &path, VaultIndex &index, QList<Issue> &issues)
{
    JsonMembers members(value.toObject(), path, issues);
    const std::optional<Address> address = Address::parse(members.text("address"_L1));
    if (!address) {
        members.report("address"_L1, u"address must be an address with its checksum."_s);
        return;
    }
    VaultKey key{*address, members.text("name"_L1), {}, {}, {}, false};
    key.created = readTime(members, "created"_L1);
    key.lastUsed = readTime(members, "lastUsed"_L1);
    key.backedUp = readTime(members, "backedUp"_L1);
    if (!index.keys.try_emplace(*address, std::move(key)).second)
        members.report("address"_L1, u"address is listed twice."_s);
}

QByteArray codeOf(QJsonObject object, const SecureBytes &key)
{
    object.remove("code"_L1);
    return sealing::authenticationCode(QJsonDocument(object).toJson(QJsonDocument::Compact), key);
}

} // namespace

Result<VaultIndex> VaultIndex::read(QByteArrayView file)
{
    QList<Issue> issues;
    VaultIndex index;
    const Result<QJsonValue> json = readStrictJson(file);
    if (!json) {
        issues = issuesOf(json.error());
    } else {
        JsonMembers members(json->toObject(), QString(), issues);
        members.literal("format"_L1, kFormat);
        if (members.integer("version"_L1) != kVersion)
            members.report("version"_L1, u"version must be 1."_s);
        index.lastBackup = readTime(members, "lastBackup"_L1);
        const QJsonArray keys = members.array("keys"_L1);
        for (qsizetype i = 0; i < keys.size(); ++i)
            readKey(keys.at(i), u"/keys/%1"_s.arg(i), index, issues);
    }
    if (issues.isEmpty())
        return index;
    Error error = validationError(issues);
    error.code = ErrorCode::VaultRefused;
    return Failure(std::move(error));
}

QByteArray VaultIndex::text(const SecureBytes &key) const
{
    QJsonArray list;
    for (const auto &entry : keys)
        list.append(keyObject(entry.second));
    QJsonObject object{{u"format"_s, QString(kFormat)}, {u"version"_s, kVersion}, {u"keys"_s, list}};
    insertTime(object, "lastBackup"_L1, lastBackup);
    object.insert("code"_L1, QString::fromLatin1(codeOf(object, key).toHex()));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

bool VaultIndex::isAuthentic(QByteArrayView file, const SecureBytes &key)
{
    const Result<QJsonValue> json = readStrictJson(file);
    if (!json)
        return false;
    QJsonObject object = json->toObject();
    const QByteArray code = QByteArray::fromHex(object.value("code"_L1).toString().toLatin1());
    object.remove("code"_L1);
    return sealing::isAuthentic(code, QJsonDocument(object).toJson(QJsonDocument::Compact), key);
}

} // namespace muster
