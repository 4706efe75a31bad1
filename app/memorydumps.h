// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muster {

/// Keeps the memory of this process, which holds private keys, out of core dumps and out of the reach of
/// other processes of the same user: no core file, not dumpable, no debugger. For release builds; false when
/// the system refused one of it.
bool forbidMemoryDumps();

} // namespace muster
