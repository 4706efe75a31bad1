// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultrestore.h"

#include "vaultbackup.h"
#include "vaultfolder.h"
#include "vaultsecret.h"
#include "writechecks.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// The keys that are not there yet; VaultRefused when others stand in their places.
Result<QList<Keystore>> missingIn(const VaultFolder &folder, const VaultBackup::Content &content)
{
    QList<Keystore> missing;
    QJsonArray differing;
    const QList<Address> present = folder.keyFiles();
    for (const Keystore &keystore : content.keystores) {
        const Address address = keystore.address().value_or(Address());
        if (!present.contains(address)) {
            missing.append(keystore);
            continue;
        }
        // A file that holds the same key of the same vault may have been written once more.
        const Result<Keystore> there = folder.readKey(address);
        if (!there || !there->open(vaultsecret::keyFilePassphrase(content.secret)))
            differing.append(address.text());
    }
    if (differing.isEmpty())
        return missing;
    return fail(
        ErrorCode::VaultRefused,
        u"Nothing was restored: %1 of the backup's keys stand in %2 already, and differ. Restore into an "
        "empty folder."_s.arg(differing.size())
            .arg(folder.path()),
        {{u"addresses"_s, differing}});
}

Result<void> refuseAnotherVault(const VaultFolder &folder, const VaultHeader &ours)
{
    if (!VaultFolder::holdsVault(folder.path()))
        return {};
    const Result<VaultHeader> there = folder.readHeader();
    if (!there)
        return Failure(there.error());
    if (there->vaultId() == ours.vaultId())
        return {};
    return fail(
        ErrorCode::VaultRefused,
        u"Nothing was restored: %1 holds another vault. Restore into an empty folder."_s.arg(folder.path()));
}

/// What is listed here stays as it is; what only the backup lists is added.
Result<void> writeIndex(VaultFolder &folder, const VaultBackup::Content &content)
{
    const Result<QByteArray> text = folder.readIndex();
    if (!text)
        return Failure(text.error());
    Result<VaultIndex> index = text->isEmpty() ? Result<VaultIndex>(VaultIndex()) : VaultIndex::read(*text);
    if (!index) {
        folder.keepDamagedIndex();
        index = VaultIndex();
    }
    for (const auto &entry : content.index.keys)
        index->keys.insert(entry);
    if (!index->lastBackup)
        index->lastBackup = content.index.lastBackup;
    return folder.writeIndex(index->text(vaultsecret::indexKey(content.secret)));
}

} // namespace

Result<QList<Address>> restoreVault(const QString &backup, const QString &folder,
                                    const SecureBytes &passphrase, const Cancelled &cancelled)
{
    const Result<VaultBackup> file = VaultBackup::read(backup);
    if (!file)
        return Failure(file.error());
    const Result<VaultBackup::Content> content = file->open(passphrase, cancelled);
    if (!content)
        return Failure(content.error());
    const Result<std::unique_ptr<VaultFolder>> files = VaultFolder::take(folder);
    if (!files)
        return Failure(files.error());
    Result<void> going = refuseAnotherVault(**files, file->header());
    if (!going)
        return Failure(going.error());
    const Result<QList<Keystore>> missing = missingIn(**files, *content);
    if (!missing)
        return Failure(missing.error());
    QList<Address> restored;
    const SecureBytes keyFilePassphrase = vaultsecret::keyFilePassphrase(content->secret);
    for (const Keystore &keystore : *missing) {
        const Address address = keystore.address().value_or(Address());
        going = (*files)->writeKey(keystore, writechecks::opensAs(address, keyFilePassphrase));
        if (!going)
            return Failure(going.error());
        restored.append(address);
    }
    going = writeIndex(**files, *content);
    // The head last: without it there is no vault, and this can be done again.
    if (going && !VaultFolder::holdsVault(folder))
        going = (*files)->writeHeader(file->header(), writechecks::opensTo(content->secret, passphrase));
    if (!going)
        return Failure(going.error());
    return restored;
}

} // namespace muster
