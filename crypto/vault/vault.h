// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultfolder.h"
#include "vaultstate.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>

namespace muster {

/// Controller keys in files, under one passphrase. The passphrase is derived once, at unlock; it opens a
/// random secret, and each key is a Web3 Secret Storage file sealed under that secret. Keys are decrypted
/// when they are first used, and wiped with the secret by lock(). Any thread: file operations wait for each
/// other, lock() and the lists wait for none of them. Everything but the lists may take seconds.
class Vault
{
public:
    /// A key on its way in.
    struct NewKey
    {
        ControllerKey key;
        QString name;
    };
    struct BackupReport
    {
        QList<Address> saved;
        QList<Address> unusable; ///< listed, but their key files are missing or damaged: not in the backup
    };

    static bool isThere(const QString &folder) { return VaultFolder::holdsVault(folder); }
    /// A new, empty vault, unlocked. PassphraseWeak; VaultRefused when the folder holds a
    /// vault or keys of one. `cost` is the default but in tests.
    static Result<std::unique_ptr<Vault>> create(const QString &folder, const SecureBytes &passphrase,
                                                 const ScryptCost &cost = {},
                                                 const Cancelled &cancelled = {});
    /// A vault that is there, locked. VaultRefused, VaultInUse, StorageFailure; nothing is changed.
    static Result<std::unique_ptr<Vault>> open(const QString &folder);
    ~Vault();
    Q_DISABLE_COPY_MOVE(Vault)

    QString folder() const { return m_folder->path(); }
    /// All keys by address, also while locked.
    QList<VaultKey> keys() const { return m_state.keys(); }
    bool holds(const Address &address) const { return m_state.holds(address); }
    std::optional<Timestamp> lastBackup() const { return m_state.lastBackup(); }
    bool isUnlocked() const { return m_state.isUnlocked(); }
    /// Whether names and dates were lost, or changed by somebody else; the latter is known after an unlock.
    bool listIsDoubtful() const { return m_state.listIsDoubtful(); }

    /// One derivation. PassphraseWrong, Cancelled.
    Result<void> unlock(const SecureBytes &passphrase, const Cancelled &cancelled = {});
    /// Wipes the secret and every key at once, also while something else is under way, which then ends in
    /// VaultLocked.
    void lock() { m_state.lock(); }

    /// Writes each key, reads it back and decrypts it. The answer is what was written; a key whose file is
    /// there and opens is not, and a listed one keeps its name. A file that does not open is put aside under
    /// a name with `.damaged`. A failure keeps the keys that were written and listed before it.
    /// `written`, where given, names them then, too.
    Result<QList<Address>> add(std::span<const NewKey> keys, Timestamp now, const Cancelled &cancelled = {},
                               QList<Address> *written = nullptr);
    /// Of these, those that are held and whose files open. VaultLocked; Cancelled.
    Result<QList<Address>> kept(const QList<Address> &addresses, const Cancelled &cancelled = {}) const;
    /// VALIDATION_ERROR as checkKeyName(); KeyMissing.
    Result<void> rename(const Address &address, const QString &name);
    /// For good: only a backup brings it back. KeyMissing.
    Result<void> remove(const Address &address);
    /// Signs a 32-byte digest. KeyMissing; VaultRefused when the key file is damaged.
    Result<Signature> sign(const Address &address, QByteArrayView digest, Timestamp now);
    /// The key itself, for an approval that outlives the lock; whoever takes it wipes it. VaultLocked, and as
    /// sign().
    Result<ControllerKey> lent(const Address &address) const;
    /// Writes the dates of use, which sign() only notes. Works when locked meanwhile, too.
    Result<void> saveUse();

    /// Only the head is written: every key opens with the new passphrase or, if anything fails at any point,
    /// every key with the old one. Backups, and copies of the old head, still open with the old one.
    Result<void> changePassphrase(const SecureBytes &old, const SecureBytes &fresh,
                                  const ScryptCost &cost = {}, const Cancelled &cancelled = {});
    /// The key as an ordinary file under a passphrase of its own. Takes one derivation of `cost`.
    Result<Keystore::Sealed> exported(const Address &address, const SecureBytes &passphrase,
                                      const ScryptCost &cost = {}, const Cancelled &cancelled = {});
    /// Decrypts every key file, writes all into one encrypted file, reads it back and compares. VaultRefused
    /// when a file of that name is there and some keys cannot be saved: it may be all that holds them.
    Result<BackupReport> backUp(const QString &file, Timestamp now, const Cancelled &cancelled = {});

private:
    Vault(std::unique_ptr<VaultFolder> folder, VaultHeader header);
    Result<void> loadIndex();
    /// VaultLocked when it was locked since, Cancelled.
    Result<void> mayGoOn(const VaultState::Unlocked &since, const Cancelled &cancelled) const;
    Result<void> listAdded(const QList<VaultKey> &added, const SecureBytes &secret);
    Result<void> changeIndex(const VaultState::Change &change, const SecureBytes &secret);

    const std::unique_ptr<VaultFolder> m_folder;
    std::mutex m_files; ///< held through each operation that writes
    VaultHeader m_header;
    VaultState m_state;
};

} // namespace muster
