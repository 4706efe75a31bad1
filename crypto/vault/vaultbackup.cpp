// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultbackup.h"

#include "durablefile.h"
#include "jsonmembers.h"
#include "seal.h"
#include "strictjson.h"
#include "vaultsecret.h"

#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kFormat = "muster-vault-backup"_L1;
constexpr qint64 kVersion = 1;
/// 100,000 keys.
constexpr qint64 kBackupBytes = 128LL << 20;

Failure refused(const QString &reason)
{
    return fail(ErrorCode::VaultRefused, reason);
}

QByteArray payload(const VaultBackup::Content &content)
{
    QJsonArray keys;
    for (const Keystore &keystore : content.keystores)
        keys.append(keystore.object());
    const QByteArray index = content.index.text(vaultsecret::indexKey(content.secret));
    return QJsonDocument(QJsonObject{{u"index"_s, QString::fromUtf8(index)}, {u"keys"_s, keys}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

VaultBackup::VaultBackup(VaultHeader header, QByteArray sealed, Timestamp created)
    : m_header(std::move(header))
    , m_sealed(std::move(sealed))
    , m_created(created)
{}

Result<void> VaultBackup::write(const QString &path, const VaultHeader &header, const Content &content,
                                Timestamp now)
{
    const SecureBytes key = vaultsecret::backupKey(content.secret);
    const QByteArray plain = payload(content);
    const VaultBackup backup(header, sealing::sealData(plain, key), now);
    return durablefile::replace(path, backup.text(), [&](const QByteArray &onDisk) -> Result<void> {
        const Result<VaultBackup> again = parse(onDisk);
        if (!again)
            return Failure(again.error());
        if (sealing::unsealData(again->m_sealed, key) != plain || again->m_header.text() != header.text())
            return fail(ErrorCode::StorageFailure,
                        u"The backup that was read back is not what was written."_s);
        return {};
    });
}

Result<VaultBackup> VaultBackup::read(const QString &path)
{
    const Result<QByteArray> file = durablefile::read(path, kBackupBytes);
    if (!file)
        return Failure(file.error());
    return parse(*file);
}

Result<VaultBackup> VaultBackup::parse(const QByteArray &file)
{
    const Result<QJsonValue> json = readStrictJson(file);
    const QJsonObject object = json ? json->toObject() : QJsonObject();
    if (object.value("format"_L1).toString() != kFormat)
        return refused(u"This file is not a backup of a vault of Muster, or it is damaged."_s);
    QList<Issue> issues;
    JsonMembers members(object, QString(), issues);
    if (members.integer("version"_L1) > kVersion)
        return refused(u"This backup was made by a newer Muster. Restore it with that one."_s);
    if (members.integer("version"_L1) < 1)
        members.report("version"_L1, u"version must be 1."_s);
    const QByteArray sealedText = members.text("sealed"_L1).toLatin1();
    const std::optional<Timestamp> created = Timestamp::parse(members.text("created"_L1));
    const auto sealed = QByteArray::fromBase64Encoding(sealedText, QByteArray::AbortOnBase64DecodingErrors);
    Result<VaultHeader> header = VaultHeader::read(members.object("vault"_L1));
    // The last letter of base64 has bits that mean nothing; a file with another one there is not the one
    // written.
    if (!issues.isEmpty() || !created || !sealed || sealed.decoded.toBase64() != sealedText || !header)
        return refused(u"This backup is damaged. Use another copy of it."_s);
    return VaultBackup(std::move(*header), *sealed, *created);
}

Result<void> VaultBackup::mayReplace(const QString &path, const VaultHeader &header, const Content &content)
{
    const auto old = read(path);
    if (!old)
        return {};
    const auto kept = [&path](const QString &why) {
        return fail(ErrorCode::VaultRefused,
                    u"%1 was not replaced: %2. Give the new backup another name."_s.arg(path, why),
                    {{u"path"_s, path}});
    };
    if (old->header().vaultId() != header.vaultId())
        return kept(u"it is the backup of another vault, maybe the only one"_s);
    const Result<Content> before = old->unsealed(content.secret.clone());
    if (!before)
        return {};
    qsizetype lost = 0;
    for (const Keystore &keystore : before->keystores)
        lost += content.index.keys.contains(*keystore.address()) ? 0 : 1;
    if (lost > 0)
        return kept(u"it holds %1 keys that are not in the vault any more"_s.arg(lost));
    return {};
}

Result<VaultBackup::Content> VaultBackup::open(const SecureBytes &passphrase,
                                               const Cancelled &cancelled) const
{
    Result<SecureBytes> secret = m_header.open(passphrase, cancelled);
    if (!secret)
        return Failure(secret.error());
    return unsealed(std::move(*secret));
}

Result<VaultBackup::Content> VaultBackup::unsealed(SecureBytes secret) const
{
    const auto plain = sealing::unsealData(m_sealed, vaultsecret::backupKey(secret));
    const Result<QJsonValue> json = plain ? readStrictJson(*plain) : Result<QJsonValue>(QJsonValue());
    const QJsonObject object = json ? json->toObject() : QJsonObject();
    Result<VaultIndex> index = VaultIndex::read(object.value("index"_L1).toString().toUtf8());
    if (!plain || !index)
        return refused(u"This backup is damaged. Use another copy of it."_s);
    Content content{std::move(secret), std::move(*index), {}};
    const QJsonArray keys = object.value("keys"_L1).toArray();
    for (const QJsonValue key : keys) {
        Result<Keystore> keystore = Keystore::read(key.toObject());
        if (!keystore || !keystore->address())
            return refused(u"A key in this backup is damaged. Use another copy of it."_s);
        content.keystores.append(std::move(*keystore));
    }
    return content;
}

QByteArray VaultBackup::text() const
{
    const QJsonObject object{{u"format"_s, QString(kFormat)},
                             {u"version"_s, kVersion},
                             {u"created"_s, m_created.text()},
                             {u"vault"_s, m_header.object()},
                             {u"sealed"_s, QString::fromLatin1(m_sealed.toBase64())}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace muster
