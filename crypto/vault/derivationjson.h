// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jsonmembers.h"
#include "keyderivation.h"

#include <optional>

namespace muster {

/// The members `kdf` and `kdfparams` of `members`: scrypt, or PBKDF2 with HMAC-SHA-256. What is wrong or out
/// of bounds goes to `issues`, before anything is derived; then there is no answer. Any thread.
std::optional<KeyDerivation> readDerivation(JsonMembers &members, QList<Issue> &issues);

/// `{"kdf": …, "kdfparams": {…}}`
QJsonObject derivationObject(const KeyDerivation &derivation);

} // namespace muster
