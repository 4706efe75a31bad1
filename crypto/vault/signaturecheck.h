// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "result.h"
#include "signature.h"

#include <QByteArrayView>

#include <optional>

namespace muster {

/// What was just made, if it recovers to `signer` from `digest` (32 bytes); nothing for one that memory or
/// arithmetic spoilt: from a wrong signature a key can be computed. Any thread.
std::optional<Signature> checkedSignature(const Signature &made, QByteArrayView digest,
                                          const Address &signer);

/// The same for who asked for it: INTERNAL_ERROR for none.
Result<Signature> orThrownAway(const std::optional<Signature> &checked);

} // namespace muster
