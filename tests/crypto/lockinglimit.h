// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace muster {

/// What `ulimit -l` does, in bytes, to this process and for good; the superuser gives up the right to pass
/// over it. False when the system refuses.
bool limitLockedMemory(std::size_t bytes);

} // namespace muster
