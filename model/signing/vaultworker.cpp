// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultworker.h"

#include "clock.h"
#include "keccak.h"
#include "keystoreexport.h"
#include "plainkeyfile.h"
#include "vaultrestore.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QJsonObject about(const Address &address)
{
    return {{u"address"_s, address.text()}};
}

QJsonObject aboutSignature(const Address &address, const QByteArray &message)
{
    QJsonObject details = about(address);
    details.insert("digest"_L1, QString::fromLatin1(personalMessageDigest(message).toHex()));
    details.insert("bytes"_L1, message.size());
    return details;
}

} // namespace

VaultWorker::VaultWorker(QString folder, QString journal, const Clock &clock, ScryptCost cost)
    : m_folder(std::move(folder))
    , m_journalPath(std::move(journal))
    , m_clock(clock)
    , m_cost(cost)
{}

Result<bool> VaultWorker::open()
{
    if (vault())
        return true;
    if (!Vault::isThere(m_folder))
        return false;
    Result<std::unique_ptr<Vault>> opened = Vault::open(m_folder);
    if (!opened)
        return Failure(opened.error());
    setVault(std::move(*opened));
    return true;
}

Result<void> VaultWorker::create(const SecureBytes &passphrase, const Cancelled &cancelled)
{
    // Asked first: a vault whose journal cannot be kept would not sign.
    const Result<SigningJournal *> there = journal();
    if (!there)
        return Failure(there.error());
    Result<std::unique_ptr<Vault>> made = Vault::create(m_folder, passphrase, m_cost, cancelled);
    if (!made)
        return Failure(made.error());
    setVault(std::move(*made));
    return noteDone(u"vault-created"_s);
}

Result<void> VaultWorker::unlock(const SecureBytes &passphrase, const Cancelled &cancelled)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    const Result<void> unlocked = (*vault)->unlock(passphrase, cancelled);
    if (!unlocked)
        return noteWrongPassphrase(unlocked.error());
    Result<void> noted = note(u"unlocked"_s);
    if (!noted)
        (*vault)->lock();
    return noted;
}

void VaultWorker::lock()
{
    if (const auto open = vault())
        open->lock();
}

Result<void> VaultWorker::noteLock(const QString &reason)
{
    if (const auto open = vault()) {
        Result<void> saved = open->saveUse();
        if (!saved)
            return saved;
    }
    return note(u"locked"_s, {{u"reason"_s, reason}});
}

Result<QList<Address>> VaultWorker::save(KeyImport import, const QList<Address> &chosen,
                                         const std::map<Address, QString> &names, const Cancelled &cancelled)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    const std::vector<Vault::NewKey> keys = import.take(chosen, names);
    QList<Address> written;
    Result<QList<Address>> added = (*vault)->add(keys, m_clock.now(), cancelled, &written);
    for (const Address &address : std::as_const(written)) {
        const Result<void> noted = noteDone(u"key-added"_s, about(address));
        if (!noted)
            return Failure(noted.error());
    }
    return added;
}

Result<void> VaultWorker::rename(const Address &address, const QString &name)
{
    const auto vault = present();
    return vault ? (*vault)->rename(address, name) : Failure(vault.error());
}

Result<void> VaultWorker::remove(const Address &address)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    const Result<void> removed = (*vault)->remove(address);
    return removed ? noteDone(u"key-removed"_s, about(address)) : removed;
}

Result<Signature> VaultWorker::sign(const Address &address, const QByteArray &message)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    Result<Signature> signature = (*vault)->sign(address, personalMessageDigest(message), m_clock.now());
    if (!signature)
        return signature;
    const Result<void> noted = noteSignature(address, message);
    if (!noted)
        return Failure(noted.error());
    return signature;
}

Result<void> VaultWorker::noteSignature(const Address &address, const QByteArray &message)
{
    return note(u"signed"_s, aboutSignature(address, message));
}

Result<void> VaultWorker::lend(const Address &address, quint64 turn, const QJsonObject &details)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    Result<ControllerKey> key = (*vault)->lent(address);
    if (!key)
        return Failure(key.error());
    QJsonObject noted = about(address);
    for (auto detail = details.begin(); detail != details.end(); ++detail)
        noted.insert(detail.key(), detail.value());
    Result<void> written = note(u"approval-given"_s, noted);
    if (!written)
        return written;
    const std::scoped_lock lock(m_mutex);
    if (turn != m_lendingTurn)
        return fail(ErrorCode::VaultLocked, u"The vault was locked meanwhile."_s);
    m_lent.add(std::move(*key));
    return {};
}

Result<Signature> VaultWorker::signLent(const Address &address, const QByteArray &message)
{
    Result<Signature> signature = m_lent.sign(address, personalMessageDigest(message));
    if (!signature && signature.error().code == ErrorCode::KeyMissing)
        return fail(ErrorCode::VaultLocked, u"The approval to sign has ended. Give it again."_s);
    if (!signature)
        return signature;
    QJsonObject details = aboutSignature(address, message);
    details.insert("approval"_L1, true);
    const Result<void> noted = note(u"signed"_s, details);
    if (!noted)
        return Failure(noted.error());
    return signature;
}

quint64 VaultWorker::lendingTurn() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lendingTurn;
}

bool VaultWorker::hasLent() const
{
    return !m_lent.addresses().isEmpty();
}

void VaultWorker::dropLent()
{
    const std::scoped_lock lock(m_mutex);
    ++m_lendingTurn;
    m_lent.clear();
}

Result<void> VaultWorker::endLending(const QJsonObject &details)
{
    // In its turn, so that what was asked for since is lent all the same.
    m_lent.clear();
    return note(u"approval-ended"_s, details);
}

Result<void> VaultWorker::changePassphrase(const SecureBytes &old, const SecureBytes &fresh,
                                           const Cancelled &cancelled)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    const Result<void> changed = (*vault)->changePassphrase(old, fresh, m_cost, cancelled);
    return changed ? noteDone(u"passphrase-changed"_s)
                   : noteWrongPassphrase(changed.error(), {{u"for"_s, u"passphrase-change"_s}});
}

Result<Keystore::Sealed> VaultWorker::exported(const Address &address, const SecureBytes &passphrase,
                                               const Cancelled &cancelled)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    Result<Keystore::Sealed> sealed = (*vault)->exported(address, passphrase, m_cost, cancelled);
    if (!sealed)
        return sealed;
    const Result<void> noted = note(u"key-exported"_s, about(address));
    if (!noted)
        return Failure(noted.error());
    return sealed;
}

Result<void> VaultWorker::exportKey(const Address &address, const QString &path,
                                    const SecureBytes &passphrase, const Cancelled &cancelled)
{
    Result<void> place = checkTarget(path);
    if (!place)
        return place;
    const Result<Keystore::Sealed> sealed = exported(address, passphrase, cancelled);
    return sealed ? writeKeystore(path, sealed->keystore, passphrase, cancelled) : Failure(sealed.error());
}

Result<void> VaultWorker::exportOneOfMany(const Address &address, const QString &path,
                                          const SecureBytes &passphrase, const Cancelled &cancelled)
{
    Result<void> place = checkTarget(path);
    if (!place)
        return place;
    const Result<Keystore::Sealed> sealed = exported(address, passphrase, cancelled);
    return sealed ? writeKeystore(path, *sealed) : Failure(sealed.error());
}

Result<Vault::BackupReport> VaultWorker::backUp(const QString &path, const Cancelled &cancelled)
{
    const auto vault = present();
    if (!vault)
        return Failure(vault.error());
    Result<void> place = checkTarget(path);
    if (!place)
        return Failure(place.error());
    Result<Vault::BackupReport> report = (*vault)->backUp(path, m_clock.now(), cancelled);
    if (!report)
        return report;
    const Result<void> noted = noteDone(u"backed-up"_s, {{u"keys"_s, report->saved.size()}});
    if (!noted)
        return Failure(noted.error());
    return report;
}

Result<QList<Address>> VaultWorker::restore(const QString &backup, const SecureBytes &passphrase,
                                            const Cancelled &cancelled)
{
    // What is no backup, or does not open, closes nothing.
    const Result<VaultBackup> file = VaultBackup::read(backup);
    if (!file)
        return Failure(file.error());
    const Result<VaultBackup::Content> content = file->open(passphrase, cancelled);
    if (!content)
        return noteWrongPassphrase(content.error(), {{u"for"_s, u"restore"_s}});
    setVault(nullptr);
    Result<QList<Address>> restored = restoreVault(*file, *content, m_folder, passphrase);
    const Result<bool> opened = open();
    if (!restored)
        return restored;
    if (!opened)
        return Failure(opened.error());
    const Result<void> noted = noteDone(u"restored"_s, {{u"keys"_s, restored->size()}});
    if (!noted)
        return Failure(noted.error());
    return restored;
}

Result<QList<Address>> VaultWorker::kept(const QList<Address> &addresses, const Cancelled &cancelled)
{
    const auto vault = present();
    return vault ? (*vault)->kept(addresses, cancelled) : Failure(vault.error());
}

Result<void> VaultWorker::removePlainFile(const QString &path)
{
    const Result<QList<Address>> open = kept({}, {});
    if (!open)
        return Failure(open.error());
    return removePlainKeyFile(path, [this](const Address &address) {
        const Result<QList<Address>> found = kept({address}, {});
        return found && !found->isEmpty();
    });
}

std::shared_ptr<Vault> VaultWorker::vault() const
{
    const std::scoped_lock lock(m_mutex);
    return m_vault;
}

QByteArray VaultWorker::journalHead() const
{
    const std::scoped_lock lock(m_mutex);
    return m_journal ? m_journal->head() : QByteArray();
}

Result<SigningJournal *> VaultWorker::journal()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_journal)
            return m_journal.get();
    }
    Result<std::unique_ptr<SigningJournal>> opened = SigningJournal::open(m_journalPath, m_clock.now());
    if (!opened)
        return Failure(opened.error());
    const std::scoped_lock lock(m_mutex);
    m_journal = std::move(*opened);
    return m_journal.get();
}

Result<void> VaultWorker::note(const QString &event, const QJsonObject &details)
{
    const Result<SigningJournal *> there = journal();
    return there ? (*there)->append(event, details, m_clock.now()) : Failure(there.error());
}

Result<void> VaultWorker::noteDone(const QString &event, const QJsonObject &details)
{
    Result<void> noted = note(event, details);
    if (!noted)
        noted.error().message = u"This was done, but is not in the journal. "_s + noted.error().message;
    return noted;
}

Failure VaultWorker::noteWrongPassphrase(const Error &refusal, const QJsonObject &details)
{
    if (refusal.code != ErrorCode::PassphraseWrong)
        return Failure(refusal);
    const Result<void> noted = note(u"unlock-failed"_s, details);
    return Failure(noted ? refusal : noted.error());
}

Result<void> VaultWorker::checkTarget(const QString &path) const
{
    const QString vault = QFileInfo(m_folder).canonicalFilePath();
    const QString place = QFileInfo(QFileInfo(path).absolutePath()).canonicalFilePath();
    if (place != vault && !place.startsWith(vault + u'/'))
        return {};
    return fail(ErrorCode::VaultRefused,
                u"%1 is in the vault's own folder, where it could take the place of a key. Choose another "
                "folder."_s.arg(path),
                {{u"path"_s, path}});
}

Result<std::shared_ptr<Vault>> VaultWorker::present() const
{
    std::shared_ptr<Vault> there = vault();
    if (there)
        return there;
    return fail(ErrorCode::VaultLocked, u"There is no vault yet. Create one, or restore a backup."_s);
}

void VaultWorker::setVault(std::shared_ptr<Vault> vault)
{
    // The old one goes outside the lock: it writes the dates of use as it goes.
    {
        const std::scoped_lock lock(m_mutex);
        m_vault.swap(vault);
    }
}

} // namespace muster
