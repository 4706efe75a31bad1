// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muster {

/// Runs the window to its end; answers the exit code (0, 1 without a display, 2 usage).
int runDesktop(int argc, char **argv);

} // namespace muster
