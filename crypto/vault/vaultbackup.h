// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keystore.h"
#include "vaultheader.h"
#include "vaultindex.h"

#include <QList>
#include <QString>

namespace muster {

/// A whole vault in one file: its head, which only the passphrase of that time opens, and the list and key
/// files, sealed once more under the vault's secret, so that nobody reads from it which keys there are. Any
/// thread.
class VaultBackup
{
public:
    struct Content
    {
        SecureBytes secret;
        VaultIndex index;
        QList<Keystore> keystores; ///< as they lie in the vault
    };

    /// Whether `content` may take the place of what lies at `path`: VaultRefused for a backup of another
    /// vault, and for one of this vault with keys that are not in `content`. What is no backup that can be
    /// read may be replaced.
    static Result<void> mayReplace(const QString &path, const VaultHeader &header, const Content &content);
    /// Writes the file, reads it back, opens it and compares. StorageFailure; the old file stays.
    static Result<void> write(const QString &path, const VaultHeader &header, const Content &content,
                              Timestamp now);
    /// VaultRefused for a file that is no backup, of a newer version, or damaged.
    static Result<VaultBackup> read(const QString &path);

    /// One derivation. PassphraseWrong; VaultRefused when what is sealed was changed.
    Result<Content> open(const SecureBytes &passphrase, const Cancelled &cancelled = {}) const;

    const VaultHeader &header() const { return m_header; }
    Timestamp created() const { return m_created; }

private:
    VaultBackup(VaultHeader header, QByteArray sealed, Timestamp created);
    static Result<VaultBackup> parse(const QByteArray &file);
    Result<Content> unsealed(SecureBytes secret) const;
    QByteArray text() const;

    VaultHeader m_header;
    QByteArray m_sealed;
    Timestamp m_created;
};

} // namespace muster
