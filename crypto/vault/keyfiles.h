// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerkey.h"
#include "result.h"
#include "securebytes.h"

namespace muster {
class VaultFolder;
}

/// The key files of a vault, under the vault's own secret. Any thread; each takes milliseconds.
namespace muster::keyfiles {

/// The key of `address`. StorageFailure; VaultRefused for a file that is damaged or of another vault.
Result<ControllerKey> open(const VaultFolder &folder, const Address &address, const SecureBytes &secret);
/// Seals it, writes it, reads it back and decrypts it. What stands under its name is kept aside when it is
/// damaged; one that opens, or cannot be read just now, is left. StorageFailure.
Result<void> write(VaultFolder &folder, const ControllerKey &key, const SecureBytes &secret);

} // namespace muster::keyfiles
