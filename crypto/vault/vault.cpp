// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault.h"

#include "keyfiles.h"
#include "keyname.h"
#include "newpassphrase.h"
#include "seal.h"
#include "vaultbackup.h"
#include "vaultsecret.h"
#include "writechecks.h"

#include <QFileInfo>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure cancelledFailure()
{
    return fail(ErrorCode::Cancelled, u"This was ended before it was done."_s);
}

void noteBackup(VaultIndex &index, const QList<Address> &saved, Timestamp now)
{
    index.lastBackup = now;
    for (const Address &address : saved) {
        const auto found = index.keys.find(address);
        if (found != index.keys.end())
            found->second.backedUp = now;
    }
}

/// A key that was listed without its file keeps what was known of it.
void list(const VaultKey &key, VaultIndex &index)
{
    VaultKey &entry = index.keys.try_emplace(key.address, key).first->second;
    entry.fileIsMissing = false;
    if (!key.name.isEmpty())
        entry.name = key.name;
}

Failure missingFailure(const Address &address)
{
    return fail(ErrorCode::KeyMissing, u"The vault holds no key of %1."_s.arg(address.text()),
                {{u"address"_s, address.text()}});
}

} // namespace

Vault::Vault(std::unique_ptr<VaultFolder> folder, VaultHeader header)
    : m_folder(std::move(folder))
    , m_header(std::move(header))
{}

Vault::~Vault()
{
    lock();
    // Dates of use are all that is lost when this fails.
    [[maybe_unused]] const Result<void> saved = saveUse();
}

Result<std::unique_ptr<Vault>> Vault::create(const QString &folder, const SecureBytes &passphrase,
                                             const ScryptCost &cost, const Cancelled &cancelled)
{
    const Result<void> strong = checkNewPassphrase(passphrase);
    if (!strong)
        return Failure(strong.error());
    Result<std::unique_ptr<VaultFolder>> files = VaultFolder::take(folder);
    if (!files)
        return Failure(files.error());
    if (VaultFolder::holdsVault(folder) || !(*files)->keyFiles().isEmpty())
        return fail(
            ErrorCode::VaultRefused,
            u"%1 holds a vault, or key files of one, already. Open it, restore a backup of it, or choose "
            "another folder."_s.arg(folder));
    SecureBytes secret = sealing::randomKey();
    Result<VaultHeader> header = VaultHeader::protect(QUuid::createUuid().toString(QUuid::WithoutBraces),
                                                      secret, passphrase, cost, cancelled);
    if (!header)
        return Failure(header.error());
    // The head last: without it there is no vault, and this can be done again.
    Result<void> written = (*files)->writeIndex(VaultIndex().text(vaultsecret::indexKey(secret)));
    if (written)
        written = (*files)->writeHeader(*header, writechecks::opensTo(secret, passphrase, cancelled));
    if (!written)
        return Failure(written.error());
    std::unique_ptr<Vault> vault(new Vault(std::move(*files), std::move(*header)));
    vault->m_state.accept(std::move(secret), vault->m_state.count());
    return vault;
}

Result<std::unique_ptr<Vault>> Vault::open(const QString &folder)
{
    if (!VaultFolder::holdsVault(folder))
        return fail(ErrorCode::VaultRefused, u"There is no vault in %1."_s.arg(folder));
    // Before the folder is taken: what is no vault of ours is not touched.
    const Result<VaultHeader> judged = VaultFolder::headerOf(folder);
    if (!judged)
        return Failure(judged.error());
    Result<std::unique_ptr<VaultFolder>> files = VaultFolder::take(folder);
    if (!files)
        return Failure(files.error());
    Result<VaultHeader> header = (*files)->readHeader();
    if (!header)
        return Failure(header.error());
    std::unique_ptr<Vault> vault(new Vault(std::move(*files), std::move(*header)));
    const Result<void> loaded = vault->loadIndex();
    if (!loaded)
        return Failure(loaded.error());
    return vault;
}

Result<void> Vault::loadIndex()
{
    const Result<QByteArray> text = m_folder->readIndex();
    if (!text)
        return Failure(text.error());
    Result<VaultIndex> index = text->isEmpty() ? Result<VaultIndex>(VaultIndex()) : VaultIndex::read(*text);
    const QList<Address> files = m_folder->keyFiles();
    const bool wasLost = !index || (text->isEmpty() && !files.isEmpty());
    VaultIndex known = index ? std::move(*index) : VaultIndex();
    for (auto &entry : known.keys)
        entry.second.fileIsMissing = !files.contains(entry.first);
    for (const Address &address : files)
        known.keys.try_emplace(address, VaultKey{address, {}, {}, {}, {}, false});
    m_state.load(std::move(known), index ? *text : QByteArray(), wasLost);
    return {};
}

Result<void> Vault::unlock(const SecureBytes &passphrase, const Cancelled &cancelled)
{
    const quint64 before = m_state.count();
    std::optional<VaultHeader> header;
    {
        const std::scoped_lock files(m_files);
        header = m_header;
    }
    Result<SecureBytes> secret = header->open(passphrase, cancelled);
    if (!secret)
        return Failure(secret.error());
    if ((cancelled && cancelled()) || !m_state.accept(std::move(*secret), before))
        return cancelledFailure();
    return {};
}

Result<void> Vault::mayGoOn(const VaultState::Unlocked &since, const Cancelled &cancelled) const
{
    const bool left = cancelled && cancelled();
    // A lock explains the end better than that somebody left.
    Result<void> going = m_state.stillUnlocked(since);
    if (going && left)
        return cancelledFailure();
    return going;
}

Result<void> Vault::changeIndex(const VaultState::Change &change, const SecureBytes &secret)
{
    Result<void> written = m_state.listWasLost() ? m_folder->keepDamagedIndex() : Result<void>();
    if (written)
        written = m_folder->writeIndex(m_state.textAfter(change, secret));
    if (written)
        m_state.apply(change);
    return written;
}

Result<QList<Address>> Vault::add(std::span<const NewKey> keys, Timestamp now, const Cancelled &cancelled,
                                  QList<Address> *written)
{
    for (const NewKey &entry : keys) {
        const Result<void> named = checkKeyName(entry.name);
        if (!named)
            return Failure(named.error());
    }
    const std::scoped_lock files(m_files);
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    QList<VaultKey> added;
    Result<void> going;
    for (const NewKey &entry : keys) {
        const Address address = entry.key.address();
        going = mayGoOn(*open, cancelled);
        if (going && keyfiles::open(*m_folder, address, open->secret))
            continue;
        if (going)
            going = keyfiles::write(*m_folder, entry.key, open->secret);
        if (!going)
            break;
        added.append({address, entry.name, now, {}, {}, false});
    }
    const Result<void> listed = listAdded(added, open->secret);
    if (!listed)
        return Failure(listed.error());
    QList<Address> addresses;
    for (const VaultKey &key : added)
        addresses.append(key.address);
    if (written)
        *written = addresses;
    return going ? Result<QList<Address>>(addresses) : Failure(going.error());
}

Result<QList<Address>> Vault::kept(const QList<Address> &addresses, const Cancelled &cancelled) const
{
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    QList<Address> found;
    for (const Address &address : addresses) {
        const Result<void> going = mayGoOn(*open, cancelled);
        if (!going)
            return Failure(going.error());
        if (holds(address) && keyfiles::open(*m_folder, address, open->secret))
            found.append(address);
    }
    return found;
}

Result<void> Vault::listAdded(const QList<VaultKey> &added, const SecureBytes &secret)
{
    if (added.isEmpty())
        return {};
    Result<void> listed = changeIndex(
        [&added](VaultIndex &index) {
            for (const VaultKey &key : added)
                list(key, index);
        },
        secret);
    if (listed)
        return listed;
    // What cannot be listed is not kept either: the caller holds the keys still and hears that none was
    // taken. What was listed before has its file again.
    for (const VaultKey &key : added) {
        if (!holds(key.address)) [[maybe_unused]]
            const Result<void> undone = m_folder->removeKey(key.address);
    }
    return listed;
}

Result<void> Vault::rename(const Address &address, const QString &name)
{
    Result<void> named = checkKeyName(name);
    if (!named)
        return named;
    const std::scoped_lock files(m_files);
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    if (!holds(address))
        return missingFailure(address);
    return changeIndex([&](VaultIndex &index) { index.keys[address].name = name; }, open->secret);
}

Result<void> Vault::remove(const Address &address)
{
    const std::scoped_lock files(m_files);
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    if (!holds(address))
        return missingFailure(address);
    // The file goes last: a kill in between leaves a key without a name, never a name without a key.
    Result<void> unlisted = changeIndex([&](VaultIndex &index) { index.keys.erase(address); }, open->secret);
    if (!unlisted)
        return unlisted;
    m_state.forget(address);
    Result<void> removed = m_folder->removeKey(address);
    if (!removed)
        m_state.apply([&](VaultIndex &index) { index.keys[address].address = address; });
    return removed;
}

Result<Signature> Vault::sign(const Address &address, QByteArrayView digest, Timestamp now)
{
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    if (!holds(address))
        return missingFailure(address);
    std::optional<ControllerKey> fresh;
    if (!m_state.hasOpened(address)) {
        Result<ControllerKey> key = keyfiles::open(*m_folder, address, open->secret);
        if (!key)
            return Failure(key.error());
        fresh = std::move(*key);
    }
    return m_state.sign(address, std::move(fresh), digest, now, *open);
}

Result<ControllerKey> Vault::lent(const Address &address) const
{
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    if (!holds(address))
        return missingFailure(address);
    Result<ControllerKey> key = keyfiles::open(*m_folder, address, open->secret);
    const Result<void> going = mayGoOn(*open, {});
    if (!going)
        return Failure(going.error());
    return key;
}

Result<void> Vault::saveUse()
{
    const std::scoped_lock files(m_files);
    const QByteArray text = m_state.takeUnsavedUse();
    return text.isEmpty() ? Result<void>() : m_folder->writeIndex(text);
}

Result<void> Vault::changePassphrase(const SecureBytes &old, const SecureBytes &fresh, const ScryptCost &cost,
                                     const Cancelled &cancelled)
{
    Result<void> strong = checkNewPassphrase(fresh);
    if (!strong)
        return strong;
    const std::scoped_lock files(m_files);
    const Result<SecureBytes> secret = m_header.open(old, cancelled);
    if (!secret)
        return Failure(secret.error());
    Result<VaultHeader> header = VaultHeader::protect(m_header.vaultId(), *secret, fresh, cost, cancelled);
    if (!header)
        return Failure(header.error());
    Result<void> written = m_folder->writeHeader(*header, writechecks::opensTo(*secret, fresh, cancelled));
    // What stands in the folder is what opens the vault, also when only its sync failed.
    m_header = written ? std::move(*header) : m_folder->readHeader().value_or(m_header);
    return written;
}

Result<Keystore::Sealed> Vault::exported(const Address &address, const SecureBytes &passphrase,
                                         const ScryptCost &cost, const Cancelled &cancelled)
{
    const Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    if (!holds(address))
        return missingFailure(address);
    const Result<ControllerKey> key = keyfiles::open(*m_folder, address, open->secret);
    if (!key)
        return Failure(key.error());
    Result<Keystore::Sealed> keystore = Keystore::sealed(*key, passphrase, cost, cancelled);
    const Result<void> going = mayGoOn(*open, {});
    if (!going)
        return Failure(going.error());
    return keystore;
}

Result<Vault::BackupReport> Vault::backUp(const QString &file, Timestamp now, const Cancelled &cancelled)
{
    const std::scoped_lock files(m_files);
    Result<VaultState::Unlocked> open = m_state.unlocked();
    if (!open)
        return Failure(open.error());
    BackupReport report;
    VaultBackup::Content content{open->secret.clone(), {}, {}};
    content.index.lastBackup = now;
    const SecureBytes passphrase = vaultsecret::keyFilePassphrase(open->secret);
    const QList<VaultKey> all = keys();
    for (const VaultKey &entry : all) {
        const Result<void> going = mayGoOn(*open, cancelled);
        if (!going)
            return Failure(going.error());
        Result<Keystore> keystore = m_folder->readKey(entry.address);
        if (!keystore || !keystore->open(passphrase)) {
            report.unusable.append(entry.address);
            continue;
        }
        content.keystores.append(std::move(*keystore));
        content.index.keys[entry.address] = entry;
        content.index.keys[entry.address].backedUp = now;
        report.saved.append(entry.address);
    }
    if (!report.unusable.isEmpty() && QFileInfo::exists(file))
        return fail(
            ErrorCode::VaultRefused,
            u"%1 was not replaced: the files of %2 keys are damaged or gone here, and the older backup "
            "may hold them. Give the new one another name."_s.arg(file)
                .arg(report.unusable.size()),
            {{u"path"_s, file}});
    Result<void> done = VaultBackup::mayReplace(file, m_header, content);
    if (done)
        done = VaultBackup::write(file, m_header, content, now);
    if (done)
        done = changeIndex([&](VaultIndex &index) { noteBackup(index, report.saved, now); }, open->secret);
    if (!done)
        return Failure(done.error());
    return report;
}

} // namespace muster
