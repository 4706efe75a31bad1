// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "durablefile.h"
#include "folderlock.h"
#include "keystore.h"
#include "vaultheader.h"

#include <QList>
#include <QString>

#include <memory>

namespace muster {

/// The files of a vault, held for this process: `vault.json`, `index.json` and one `keys/<address>.json`
/// each. The folder is 0700, the files are 0600, and each is replaced whole or not at all. Knows no secret.
/// One thread at a time.
class VaultFolder
{
public:
    /// Whether a vault's head stands in the folder, whatever it is worth.
    static bool holdsVault(const QString &path);
    /// Judges the head without touching anything. VaultRefused, StorageFailure.
    static Result<VaultHeader> headerOf(const QString &path);
    /// Makes the folder when it is not there. VaultInUse, StorageFailure.
    static Result<std::unique_ptr<VaultFolder>> take(const QString &path);

    const QString &path() const { return m_path; }
    Result<VaultHeader> readHeader() const { return headerOf(m_path); }
    Result<void> writeHeader(const VaultHeader &header, const durablefile::Check &check);
    /// Empty when there is none.
    Result<QByteArray> readIndex() const;
    Result<void> writeIndex(const QByteArray &text);
    /// Puts an index that cannot be read aside, so that the next one does not overwrite it:
    /// `index.damaged.json`, `index.damaged-2.json` and so on, all of them are kept. StorageFailure.
    Result<void> keepDamagedIndex();

    /// The same for the head: `vault.damaged.json`.
    Result<void> keepDamagedHeader();

    /// The addresses of all key files, in order.
    QList<Address> keyFiles() const;
    bool holdsKey(const Address &address) const;
    /// StorageFailure, or VaultRefused for a file that is damaged.
    Result<Keystore> readKey(const Address &address) const;
    Result<void> writeKey(const Keystore &keystore, const durablefile::Check &check);
    /// In the place of one that does not open, which is kept as `keys/….json.damaged`, `….json.damaged-2` and
    /// so on.
    Result<void> healKey(const Keystore &keystore, const durablefile::Check &check);
    Result<void> removeKey(const Address &address);

private:
    VaultFolder(QString path, std::unique_ptr<FolderLock> lock);
    QString headerPath() const;
    QString indexPath() const;
    QString keyPath(const Address &address) const;

    QString m_path;
    std::unique_ptr<FolderLock> m_lock;
};

} // namespace muster
