// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyimport.h"
#include "sessionvault.h"
#include "signingjournal.h"
#include "vault.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <mutex>

namespace muster {

class Clock;

/// The vault with its journal: everything that takes longer than the GUI thread may wait. What a person did
/// is in the journal before its answer is given; what cannot be written there is not done, or not handed out,
/// or the answer is a StorageFailure that says that it was done.
/// Any thread; lock() waits for nothing.
class VaultWorker
{
public:
    VaultWorker(QString folder, QString journal, const Clock &clock, ScryptCost cost);

    /// Opens the vault when there is one; true when there is.
    Result<bool> open();
    Result<void> create(const SecureBytes &passphrase, const Cancelled &cancelled);
    Result<void> unlock(const SecureBytes &passphrase, const Cancelled &cancelled);
    /// Wipes at once; `reason` is for the journal, which noteLock() writes.
    void lock();
    Result<void> noteLock(const QString &reason);

    Result<QList<Address>> save(KeyImport import, const QList<Address> &chosen,
                                const std::map<Address, QString> &names, const Cancelled &cancelled);
    /// As Vault::kept().
    Result<QList<Address>> kept(const QList<Address> &addresses, const Cancelled &cancelled);
    /// As removePlainKeyFile() for a key whose file opens here. VaultLocked.
    Result<void> removePlainFile(const QString &path);
    Result<void> rename(const Address &address, const QString &name);
    Result<void> remove(const Address &address);
    Result<Signature> sign(const Address &address, const QByteArray &message);
    /// A signature that a key beside the vault made.
    Result<void> noteSignature(const Address &address, const QByteArray &message);
    /// Keeps the key of `address` usable through lock(), until dropLent(). `turn` is what lendingTurn() said
    /// when it was asked for: what was dropped since is not lent. VaultLocked, KeyMissing. Journalled.
    Result<void> lend(const Address &address, quint64 turn, const QJsonObject &details);
    Result<Signature> signLent(const Address &address, const QByteArray &message);
    quint64 lendingTurn() const;
    bool hasLent() const;
    /// Wipes what was lent, at once.
    void dropLent();
    Result<void> endLending(const QJsonObject &details);

    Result<void> changePassphrase(const SecureBytes &old, const SecureBytes &fresh,
                                  const Cancelled &cancelled);
    /// Two derivations: the file is opened with the passphrase once more before it takes its name.
    Result<void> exportKey(const Address &address, const QString &path, const SecureBytes &passphrase,
                           const Cancelled &cancelled);
    /// One derivation: the file is read back and opened with what the passphrase derived to.
    Result<void> exportOneOfMany(const Address &address, const QString &path, const SecureBytes &passphrase,
                                 const Cancelled &cancelled);
    Result<Vault::BackupReport> backUp(const QString &path, const Cancelled &cancelled);
    /// Opens the backup, closes the vault, restores, and opens what is there then, locked.
    Result<QList<Address>> restore(const QString &backup, const SecureBytes &passphrase,
                                   const Cancelled &cancelled);

    /// Null while there is none.
    std::shared_ptr<Vault> vault() const;
    QByteArray journalHead() const;

private:
    Result<SigningJournal *> journal();
    Result<void> note(const QString &event, const QJsonObject &details = {});
    /// The same for what cannot be taken back any more: its failure says so.
    Result<void> noteDone(const QString &event, const QJsonObject &details = {});
    /// The refusal, journalled when it was for a wrong passphrase; what the journal says when it cannot be.
    Failure noteWrongPassphrase(const Error &refusal, const QJsonObject &details = {});
    /// VaultRefused for files among those that the vault is made of.
    Result<void> checkTarget(const QString &path) const;
    Result<std::shared_ptr<Vault>> present() const;
    Result<Keystore::Sealed> exported(const Address &address, const SecureBytes &passphrase,
                                      const Cancelled &cancelled);
    void setVault(std::shared_ptr<Vault> vault);

    const QString m_folder;
    const QString m_journalPath;
    const Clock &m_clock;
    const ScryptCost m_cost;
    mutable std::mutex m_mutex; ///< of what follows, not of what the pointers point to
    std::shared_ptr<Vault> m_vault;
    std::unique_ptr<SigningJournal> m_journal;
    SessionVault m_lent;
    quint64 m_lendingTurn = 0; ///< counts how often it was dropped
};

} // namespace muster
