// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace muster {

/// What a colour says. It never says it alone: a word or a shape goes with it.
enum class Tone { Text, Muted, Accent, Positive, Caution, Negative, Demo, Remote };

/// Whether a palette is a dark one, judged by its window colour (Qt 6.4 names no colour scheme).
bool isDark(const QPalette &palette);
/// The colour of a tone on this palette, readable on its Window and Base.
QColor toneColour(Tone tone, const QPalette &palette);
/// `share` (0 to 1) of `over` laid on `under`.
QColor blend(const QColor &over, const QColor &under, qreal share);

} // namespace muster
