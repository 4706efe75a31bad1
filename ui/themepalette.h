// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace muster {

/// The two palettes of the program; text reaches a contrast of 4.5 on every ground it stands on.
QPalette lightPalette();
QPalette darkPalette();

} // namespace muster
