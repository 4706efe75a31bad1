// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cancelled.h"
#include "keyderivation.h"

namespace muster {

/// Derives in a thread of its own, which nobody waits for once `cancelled` says yes: no library can interrupt
/// scrypt, which takes a second, and minutes with what a foreign key file may ask for. What an abandoned
/// derivation makes is wiped when it ends. One runs at a time in this process, since each takes hundreds of
/// MiB: the next waits for the one before, abandoned or not, and can be cancelled meanwhile. Cancelled, and
/// as KeyDerivation::derive(). Any thread.
Result<SecureBytes> runDerivation(const KeyDerivation &derivation, const SecureBytes &passphrase,
                                  const Cancelled &cancelled);

} // namespace muster
