// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyimport.h"
#include "vaultworker.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>

namespace muster {

class PassphraseKeeper;

/// The vault as the window uses it. Operations run one after another in a thread of their own; lock() takes
/// effect at once. Cancelling a future ends its operation at the next step, and leaves a derivation that is
/// under way, see runDerivation(); so does the end of this object. Every future ends with a result or,
/// cancelled, without one; an answer comes after the signals that it caused. GUI thread.
class VaultDesk : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Unknown, ///< open() has not answered yet
        None,    ///< there is no vault: create() or restore()
        Locked,
        Unlocked,
        Refused, ///< in use elsewhere, damaged, newer: see refusal()
    };
    enum class LockReason { Start, Asked, Idle, SessionLock, Suspend, Minimised, Restore };
    Q_ENUM(State)
    Q_ENUM(LockReason)

    /// The time without use after which it locks itself; what is under way then is let end before.
    static constexpr int kIdleSeconds = 300;

    /// `folder` is the vault's, `journal` a file; `clock` outlives this. `cost` is the default but in tests.
    VaultDesk(const QString &folder, const QString &journal, const Clock &clock, const ScryptCost &cost = {},
              QObject *parent = nullptr);
    ~VaultDesk() override;

    State state() const { return m_state; }
    LockReason lockReason() const { return m_lockReason; }
    const Error &refusal() const { return m_refusal; }
    /// By address, locked or not; empty without a vault.
    QList<VaultKey> keys() const;
    std::optional<Timestamp> lastBackup() const;
    /// Names and dates were lost or changed by somebody else.
    bool listIsDoubtful() const;
    QByteArray journalHead() const { return m_worker->journalHead(); }

    QFuture<Result<bool>> open();
    QFuture<Result<void>> create(SecureBytes passphrase);
    QFuture<Result<void>> unlock(SecureBytes passphrase);
    void lock(LockReason reason);
    /// 0: never by itself.
    void setIdleSeconds(int seconds);
    /// Somebody is there: the idle time begins anew.
    void noteActivity();

    /// Opens key files; progress counts files. Each passphrase is tried on each.
    QFuture<Result<std::shared_ptr<KeyImport>>> openFiles(QList<KeyImport::File> files,
                                                          std::vector<SecureBytes> passphrases);
    /// The same for files by their paths, which may hold one line of hex, too; with one passphrase, tried in
    /// each spelling that tools use.
    QFuture<Result<std::shared_ptr<KeyImport>>> openPaths(QStringList paths, SecureBytes passphrase);
    /// Overwrites and removes an unencrypted key file whose key the vault keeps, see removePlainKeyFile().
    /// VaultLocked: only the open vault knows whether its own file of that key opens.
    QFuture<Result<void>> removePlainFile(const QString &path);
    /// Saves the chosen keys of an import, which is used up; the answer is those that were written.
    QFuture<Result<QList<Address>>> save(std::shared_ptr<KeyImport> import, QList<Address> chosen,
                                         std::map<Address, QString> names = {});
    /// Of these, the keys that the vault holds in files that open. VaultLocked.
    QFuture<Result<QList<Address>>> kept(const QList<Address> &addresses);
    /// A new key from the system's random source.
    QFuture<Result<QList<Address>>> createKey(const QString &name);
    QFuture<Result<void>> rename(const Address &address, const QString &name);
    QFuture<Result<void>> remove(const Address &address);
    QFuture<Result<void>> changePassphrase(SecureBytes old, SecureBytes fresh);
    /// An ordinary key file under a passphrase of its own.
    QFuture<Result<void>> exportKey(const Address &address, const QString &path, SecureBytes passphrase);
    /// All keys into a folder, each under the name geth gives it; the paths. Progress counts keys.
    QFuture<Result<QStringList>> exportAll(const QString &folder, SecureBytes passphrase);
    QFuture<Result<Vault::BackupReport>> backUp(const QString &path);
    QFuture<Result<QList<Address>>> restore(const QString &backup, SecureBytes passphrase);

    /// Where the passphrase may be kept, too; it outlives this.
    void setKeeper(PassphraseKeeper &keeper) { m_keeper = &keeper; }
    PassphraseKeeper *keeper() const { return m_keeper; } ///< null: nowhere

    bool holds(const Address &address) const;
    /// EIP-191 over exactly these bytes. VaultLocked, KeyMissing.
    QFuture<Result<Signature>> sign(const Address &address, const QByteArray &message);
    /// Journals a signature that a key beside the vault made.
    QFuture<Result<void>> noteSignature(const Address &address, const QByteArray &message);

signals:
    void stateChanged();
    /// Each lock, also of a vault that was locked already.
    void lockAsked(muster::VaultDesk::LockReason reason);
    /// The list of keys, their dates, or the time of the last backup.
    void keysChanged();

private:
    // For an approval that outlives the idle lock: the key of `address` stays usable until it is dropped.
    friend class GrantDesk;
    QFuture<Result<void>> lend(const Address &address, const QJsonObject &details);
    QFuture<Result<Signature>> signLent(const Address &address, const QByteArray &message);
    bool hasLent() const { return m_worker->hasLent(); }
    void dropLent() { m_worker->dropLent(); }    ///< at once
    void endLending(const QJsonObject &details); ///< drops it in its turn, and journals that

    template <typename T>
    using Work = std::function<Result<T>(VaultWorker &, QPromise<Result<T>> &)>;
    /// Runs `work` in the vault's thread and looks at the state afterwards.
    template <typename T>
    QFuture<Result<T>> run(Work<T> work);
    void look();
    void endIdleTime();
    template <typename T>
    Cancelled cancelledBy(QPromise<Result<T>> &promise) const;
    void setState(State state);

    std::shared_ptr<VaultWorker> m_worker;
    const std::shared_ptr<std::atomic<bool>> m_leaving = std::make_shared<std::atomic<bool>>(false);
    PassphraseKeeper *m_keeper = nullptr;
    const Clock &m_clock;
    QThreadPool m_pool;
    QTimer m_idle;
    int m_underway = 0; ///< operations that were begun and not looked at yet
    bool m_idleTimeIsOver = false;
    State m_state = State::Unknown;
    LockReason m_lockReason = LockReason::Start;
    Error m_refusal;
};

} // namespace muster
