// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "sessionvault.h"
#include "vaultindex.h"

#include <functional>
#include <mutex>
#include <optional>

namespace muster {

/// What a vault knows at the moment: its list of keys and, while it is unlocked, its secret and the keys that
/// were used. Reads and writes no file, so that no call waits for one. Any thread.
class VaultState
{
public:
    /// A copy of the secret for one operation, and of which unlock it is.
    struct Unlocked
    {
        SecureBytes secret;
        quint64 count = 0;
    };
    using Change = std::function<void(VaultIndex &)>;

    /// `text` is the list as it was read, to be judged at the unlock; empty when there was none to read.
    void load(VaultIndex index, QByteArray text, bool wasLost);
    QList<VaultKey> keys() const;
    bool holds(const Address &address) const;
    std::optional<Timestamp> lastBackup() const;
    bool isUnlocked() const;
    bool listWasLost() const;
    bool listIsDoubtful() const;

    /// Counts unlocks and locks.
    quint64 count() const;
    /// Unlocks; false, and nothing happens, when it was locked or unlocked since `count`.
    bool accept(SecureBytes secret, quint64 count);
    /// Wipes the secret and the keys.
    void lock();
    /// VaultLocked.
    Result<Unlocked> unlocked() const;
    /// VaultLocked when it was locked since.
    Result<void> stillUnlocked(const Unlocked &since) const;

    /// The list as it would read after `change`.
    QByteArray textAfter(const Change &change, const SecureBytes &secret) const;
    /// Once that text is on the disk.
    void apply(const Change &change);
    /// The list with dates of use that are not on the disk yet; empty when all are.
    QByteArray takeUnsavedUse();

    bool hasOpened(const Address &address) const { return m_opened.holds(address); }
    /// Signs with a key that was used before, or with `fresh`, which is kept until the lock.
    Result<Signature> sign(const Address &address, std::optional<ControllerKey> fresh, QByteArrayView digest,
                           Timestamp now, const Unlocked &since);
    void forget(const Address &address) { m_opened.remove(address); }

private:
    mutable std::mutex m_mutex;
    VaultIndex m_index;
    QByteArray m_text;
    SecureBytes m_secret; ///< empty: locked
    quint64 m_count = 0;
    SessionVault m_opened;
    bool m_listWasLost = false;
    bool m_listWasAltered = false;
    bool m_useIsUnsaved = false;
    QByteArray m_unsavedUse; ///< made when the vault was locked
};

} // namespace muster
