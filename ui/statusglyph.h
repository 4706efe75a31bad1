// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "tone.h"

namespace muster {

/// A glyph's name with its tone, for glyph() and IconLabel.
struct GlyphChoice
{
    QString name;
    Tone tone = Tone::Text;
};

/// What stands beside a state's word.
GlyphChoice statusGlyph(MachineStatus status);
/// What stands beside a proof's verdict.
GlyphChoice proofGlyph(Verification::State state);

} // namespace muster
