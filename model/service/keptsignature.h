// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "machine.h"

namespace muster {

struct ServiceContext;

/// Which texts a kept proof may be over: those of the contract, which name the machine, or any, where a test
/// has simulated others.
enum class KeptTexts { Contract, Any };
KeptTexts keptTexts(const ServiceContext &context);

/// The signer that a record's kept proof recovers to, when message, signature, identity and signer hold
/// together; nothing otherwise. Looks nobody up.
std::optional<Address> keptSigner(const Machine &machine, KeptTexts texts = KeptTexts::Contract);

} // namespace muster
