// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "machine.h"

namespace muster {

/// The signer that a record's kept proof recovers to, when message, signature, identity and signer hold
/// together; nothing otherwise. Looks nobody up.
std::optional<Address> keptSigner(const Machine &machine);

} // namespace muster
