// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serviceprofile.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace muster {

/// A band's colour on this palette, readable on its Window.
QColor bandColour(BandColour colour, const QPalette &palette);
/// Its name for people.
QString bandColourWord(BandColour colour);
/// A patch of it, for lists and menus.
QIcon bandColourPatch(BandColour colour, const QPalette &palette, int size);

} // namespace muster
