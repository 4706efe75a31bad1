// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusglyph.h"

using namespace Qt::StringLiterals;

namespace muster {

GlyphChoice statusGlyph(MachineStatus status)
{
    switch (status) {
    case MachineStatus::Draft:
        return {u"circle-dashed"_s, Tone::Muted};
    case MachineStatus::Active:
        return {u"circle-check"_s, Tone::Positive};
    case MachineStatus::Degraded:
        return {u"alert-triangle"_s, Tone::Caution};
    case MachineStatus::Blocked:
        return {u"ban"_s, Tone::Negative};
    case MachineStatus::Archived:
        return {u"archive"_s, Tone::Muted};
    }
    Q_UNREACHABLE();
}

GlyphChoice proofGlyph(Verification::State state)
{
    switch (state) {
    case Verification::State::Verified:
        return {u"shield-check"_s, Tone::Positive};
    case Verification::State::Failed:
        return {u"shield-x"_s, Tone::Negative};
    case Verification::State::Unavailable:
        return {u"shield-question"_s, Tone::Caution};
    case Verification::State::NotChecked:
        return {u"shield-question"_s, Tone::Muted};
    }
    Q_UNREACHABLE();
}

} // namespace muster
