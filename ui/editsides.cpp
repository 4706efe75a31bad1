// SPDX-License-Identifier: GPL-3.0-or-later
#include "editsides.h"

#include "machinefield.h"

#include <algorithm>

namespace muster {

const Machine &EditSides::of(Side side) const
{
    switch (side) {
    case Side::Yours:
        return yours;
    case Side::Theirs:
        return theirs;
    case Side::Opened:
        return opened;
    }
    Q_UNREACHABLE();
}

EditSides::Side EditSides::sideOf(const MachineField &field, const Machine &after) const
{
    for (const Side side : choices(field)) {
        if (field.isSame(of(side), after))
            return side;
    }
    return Side::Yours;
}

QList<EditSides::Side> EditSides::choices(const MachineField &field) const
{
    QList<Side> sides;
    if (!field.isSame(yours, opened) && !field.isSame(yours, theirs))
        sides.append(Side::Yours);
    sides.append(Side::Theirs);
    if (!field.isSame(theirs, opened))
        sides.append(Side::Opened);
    if (field.member() == MachineField::Member::Status)
        sides.removeIf([this](Side side) { return !checkStatusMove(theirs.status, of(side).status); });
    return sides;
}

bool EditSides::bothChanged(const MachineField &field) const
{
    return !field.isSame(yours, opened) && !field.isSame(theirs, opened) && !field.isSame(yours, theirs);
}

bool EditSides::anyBothChanged() const
{
    const QList<MachineField> fields = MachineField::changedBetween(opened, yours);
    return std::any_of(fields.begin(), fields.end(),
                       [this](const MachineField &field) { return bothChanged(field); });
}

void EditSides::remember(const Machine &after)
{
    for (const MachineField &field : MachineField::allOf({opened, theirs, yours, after})) {
        if (!field.isSame(after, opened) && !field.isSame(after, theirs))
            field.copy(after, yours);
    }
}

Machine rebasedEdit(const Machine &opened, const Machine &typed, const Machine &current)
{
    Machine merged = current;
    for (const MachineField &field : MachineField::changedBetween(opened, typed))
        field.copy(typed, merged);
    if (!checkStatusMove(current.status, merged.status))
        merged.status = current.status;
    return merged;
}

} // namespace muster
