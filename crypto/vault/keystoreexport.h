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
/// one derivation. StorageFailure; the old file stays. Any thread.
Result<void> writeKeystore(const QString &path, const Keystore &keystore, const SecureBytes &passphrase);

} // namespace muster
