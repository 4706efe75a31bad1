// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tone.h"

#include <QIcon>
#include <QString>

namespace muster {

/// An icon of the one set, `resources/icons/tabler/<name>.svg`, drawn in the application palette's colours of
/// the moment: a change of theme recolours it without asking for it again. Greyed while disabled, in the
/// selection's text colour on a selected row. GUI thread.
QIcon glyph(const QString &name, Tone tone = Tone::Text);

/// The program's own icon.
QIcon programIcon();

} // namespace muster
