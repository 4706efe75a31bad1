// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "result.h"
#include "securebytes.h"
#include "vault.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <span>

namespace muster {

/// Keys on their way into the vault: opened, their addresses shown, not saved yet. The keys stay in locked
/// memory and go with this object. One thread at a time.
class KeyImport
{
public:
    /// A key file as it was read: nothing of it is secret.
    struct File
    {
        QString name;
        QByteArray content;
    };
    /// What became of one file, text or index of the import, in the order they came.
    struct Entry
    {
        QString source;
        Result<Address> address;
        QString plainFile = {}; ///< path of the unencrypted file that held the key
    };

    /// 64 hex digits as typed. Entry: KeyRefused with the reason, naming the wrong character.
    static KeyImport ofHex(const SecureBytes &text);
    /// A key that was derived or made; `source` says how.
    static KeyImport ofKey(ControllerKey key, const QString &source);
    /// Opens each file with the first of the passphrases that fits. Entries: as Keystore::open(). A second
    /// per file and passphrase: never on the GUI thread. `progress` is told how many files are done;
    /// cancelled, the rest are Cancelled entries.
    static KeyImport ofFiles(const QList<File> &files, std::span<const SecureBytes> passphrases,
                             const Cancelled &cancelled = {}, const std::function<void(int)> &progress = {});

    /// The same from files that are still to be read: encrypted ones, and those that hold one line of hex.
    /// StorageFailure as an entry of its own.
    static KeyImport ofPaths(const QStringList &paths, std::span<const SecureBytes> passphrases,
                             const Cancelled &cancelled = {}, const std::function<void(int)> &progress = {});

    void append(KeyImport other);
    const QList<Entry> &entries() const { return m_entries; }
    /// Each address once.
    QList<Address> addresses() const;

    /// Hands the keys of `addresses` out; they are not here any more.
    std::vector<Vault::NewKey> take(const QList<Address> &addresses, const std::map<Address, QString> &names);

private:
    void add(const QString &source, Result<ControllerKey> key, const QString &plainFile = {});

    QList<Entry> m_entries;
    std::map<Address, ControllerKey> m_keys;
};

} // namespace muster
