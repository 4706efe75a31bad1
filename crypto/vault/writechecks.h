// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "cancelled.h"
#include "durablefile.h"
#include "securebytes.h"

namespace muster {
class Keystore;
}

/// What is asked of a file of the vault after it was written and before it takes its name. What a check
/// refers to outlives it. Any thread.
namespace muster::writechecks {

/// A key file that opens with `passphrase` and holds the key of `address`.
durablefile::Check opensAs(const Address &address, const SecureBytes &passphrase,
                           const Cancelled &cancelled = {});
/// The same without a derivation: `derived` is what the passphrase of `written` derived to when it was
/// sealed.
durablefile::Check opensDerived(const Keystore &written, const SecureBytes &derived);
/// A vault's head that opens with `passphrase` and holds `secret`.
durablefile::Check opensTo(const SecureBytes &secret, const SecureBytes &passphrase,
                           const Cancelled &cancelled = {});

} // namespace muster::writechecks
