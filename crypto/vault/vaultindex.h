// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "result.h"
#include "securebytes.h"
#include "timestamp.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <map>
#include <optional>

namespace muster {

/// What is known of a key of the vault without its passphrase. None of it is secret.
struct VaultKey
{
    Address address;
    QString name;
    std::optional<Timestamp> created;  ///< came into the vault; nothing when the list was lost
    std::optional<Timestamp> lastUsed; ///< made a signature
    std::optional<Timestamp> backedUp; ///< went into a backup that was read back
    bool fileIsMissing = false;        ///< listed, but its key file is gone: only a backup brings it back
    bool operator==(const VaultKey &) const = default;
};

/// The list of a vault's keys, with a code that only the unlocked vault can make: who changes a name behind
/// the vault's back is found out at the next unlock. A value; one thread.
class VaultIndex
{
public:
    std::map<Address, VaultKey> keys;
    std::optional<Timestamp> lastBackup;

    /// VaultRefused with every fault at its JSON Pointer.
    static Result<VaultIndex> read(QByteArrayView file);

    /// `key` is the vault's own for this purpose.
    QByteArray text(const SecureBytes &key) const;
    /// Whether `file`, as it was read, was written by the unlocked vault.
    static bool isAuthentic(QByteArrayView file, const SecureBytes &key);
};

} // namespace muster
