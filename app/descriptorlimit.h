// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muster {

/// Lets this process open as many files and sockets as a full server has (docs/contract.md HTTP-32, HTTP-34),
/// where the system allows that; many systems begin with 1,024. Once, at the start; answers how many it may.
int raiseDescriptorLimit();

} // namespace muster
