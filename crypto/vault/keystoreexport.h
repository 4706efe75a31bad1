// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keystore.h"
#include "timestamp.h"

#include <QString>

namespace muster {

/// `UTC--2026-11-23T22-14-40.000000000Z--<address>`, the name under which geth and what follows it look for
/// key files.
QString keystoreFileName(const Address &address, Timestamp now);

/// Writes an ordinary key file, reads it back and opens it with `passphrase` before it takes its name. Takes
/// one derivation. StorageFailure, Cancelled; the old file stays. Any thread.
Result<void> writeKeystore(const QString &path, const Keystore &keystore, const SecureBytes &passphrase,
                           const Cancelled &cancelled = {});

/// The same, opening what was read back with what the passphrase derived to when it was sealed: no
/// derivation. The bytes on the disk are proven; that the passphrase derives to the same once more is not
/// tried.
Result<void> writeKeystore(const QString &path, const Keystore::Sealed &sealed);

} // namespace muster
