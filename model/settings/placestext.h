// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptplace.h"

namespace muster {

/// How the places that were worked on stand in the file of settings: one line of JSON. What cannot be read as
/// a place is left out. Any thread.
QString placesToText(const QList<KeptPlace> &places);
QList<KeptPlace> placesFromText(const QString &text);

} // namespace muster
