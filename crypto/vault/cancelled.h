// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// First, or g++ takes its enumerator of the same name for one that hides this.
#include "errorcode.h"

#include <functional>

namespace muster {

/// Whether the one who asked has changed their mind. Asked between steps, and every few milliseconds while a
/// passphrase is worked out; from any thread, so it must not wait.
using Cancelled = std::function<bool()>;

} // namespace muster
