// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

namespace muster {

class MachineField;

/// The three states of a record that two people edited at once.
struct EditSides
{
    enum class Side { Yours, Theirs, Opened };

    Machine opened; ///< as the edit began
    Machine theirs; ///< as it stands now
    Machine yours;  ///< as it was typed; what was not touched is as opened

    const Machine &of(Side side) const;
    /// Whose value `after` has in this field; Yours for a value of nobody else.
    Side sideOf(const MachineField &field, const Machine &after) const;
    /// The sides that differ in this field and can be saved now, yours first; each value once.
    QList<Side> choices(const MachineField &field) const;
    bool bothChanged(const MachineField &field) const;
    bool anyBothChanged() const;
    /// Takes over what `after` has of nobody else, so that it can be chosen again after another side was.
    void remember(const Machine &after);
};

/// `current` with every field as typed that differs between `opened` and `typed`. A state that cannot follow
/// the current one stays the current one.
Machine rebasedEdit(const Machine &opened, const Machine &typed, const Machine &current);

} // namespace muster
