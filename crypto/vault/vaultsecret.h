// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

/// What a vault's random secret is used for: a key of its own for each purpose. Any thread.
namespace muster::vaultsecret {

/// The passphrase of the key files: 64 hex digits.
SecureBytes keyFilePassphrase(const SecureBytes &secret);
/// Authenticates the list of keys.
SecureBytes indexKey(const SecureBytes &secret);
/// Seals backups.
SecureBytes backupKey(const SecureBytes &secret);

} // namespace muster::vaultsecret
