// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultrestore.h"

#include "vaultfolder.h"
#include "vaultsecret.h"
#include "writechecks.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// What is to be done in the folder.
struct Plan
{
    bool isItsVault = false; ///< the list there was written under the backup's secret
    bool headIsDamaged = false;
    QList<Keystore> missing;
    QList<Address> damaged; ///< of these, those whose files do not open
};

/// VaultRefused when the keys of the backup stand there already, and differ. Under the same secret what does
/// not open is damaged; otherwise it may be somebody's key.
Result<void> planKeys(const VaultFolder &folder, const VaultBackup::Content &content, Plan &plan)
{
    QJsonArray differing;
    const SecureBytes passphrase = vaultsecret::keyFilePassphrase(content.secret);
    const QList<Address> present = folder.keyFiles();
    for (const Keystore &keystore : content.keystores) {
        const Address address = keystore.address().value_or(Address());
        // A file that holds the same key of the same vault may have been written once more.
        const Result<Keystore> there =
            present.contains(address) ? folder.readKey(address) : Result<Keystore>(keystore);
        if (!there && there.error().code != ErrorCode::VaultRefused)
            return Failure(there.error()); // one that cannot be read just now is not damaged
        const bool opens = there && there->open(passphrase);
        if (present.contains(address) && opens)
            continue;
        plan.missing.append(keystore);
        if (!opens && plan.isItsVault)
            plan.damaged.append(address);
        else if (!opens)
            differing.append(address.text());
    }
    if (differing.isEmpty())
        return {};
    return fail(
        ErrorCode::VaultRefused,
        u"Nothing was restored: %1 of the backup's keys stand in %2 already, and differ. Restore into an "
        "empty folder."_s.arg(differing.size())
            .arg(folder.path()),
        {{u"addresses"_s, differing}});
}

/// VaultRefused for another vault, or a newer one. The head of this one may be damaged.
Result<void> planHead(const VaultFolder &folder, const VaultHeader &ours, Plan &plan)
{
    if (!VaultFolder::holdsVault(folder.path()))
        return {};
    const Result<VaultHeader> there = folder.readHeader();
    plan.headIsDamaged = !there && plan.isItsVault && !issuesOf(there.error()).isEmpty();
    if (plan.headIsDamaged)
        return {};
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
        Result<void> aside = folder.keepDamagedIndex();
        if (!aside)
            return aside;
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
    return restoreVault(*file, *content, folder, passphrase);
}

Result<QList<Address>> restoreVault(const VaultBackup &backup, const VaultBackup::Content &content,
                                    const QString &folder, const SecureBytes &passphrase)
{
    const Result<std::unique_ptr<VaultFolder>> files = VaultFolder::take(folder);
    if (!files)
        return Failure(files.error());
    Plan plan;
    const Result<QByteArray> list = (*files)->readIndex();
    plan.isItsVault = list && VaultIndex::isAuthentic(*list, vaultsecret::indexKey(content.secret));
    Result<void> going = planHead(**files, backup.header(), plan);
    if (going)
        going = planKeys(**files, content, plan);
    if (!going)
        return Failure(going.error());
    QList<Address> restored;
    const SecureBytes keyFilePassphrase = vaultsecret::keyFilePassphrase(content.secret);
    for (const Keystore &keystore : std::as_const(plan.missing)) {
        const Address address = keystore.address().value_or(Address());
        const auto check = writechecks::opensAs(address, keyFilePassphrase);
        going = plan.damaged.contains(address) ? (*files)->healKey(keystore, check)
                                               : (*files)->writeKey(keystore, check);
        if (!going)
            return Failure(going.error());
        restored.append(address);
    }
    going = writeIndex(**files, content);
    if (going && plan.headIsDamaged)
        going = (*files)->keepDamagedHeader();
    // The head last: without it there is no vault, and this can be done again.
    if (going && !VaultFolder::holdsVault(folder))
        going = (*files)->writeHeader(backup.header(), writechecks::opensTo(content.secret, passphrase));
    if (!going)
        return Failure(going.error());
    return restored;
}

} // namespace muster
