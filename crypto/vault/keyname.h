// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

namespace muster {

inline constexpr int kKeyNameLength = 100;

/// The name that a person gives a key: at most 100 characters, none of them a control character; empty is no
/// name yet. VALIDATION_ERROR at `/name`. Any thread.
Result<void> checkKeyName(const QString &name);

} // namespace muster
