// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QString>

namespace muster {

/// The columns of a fleet table, in their default order.
enum class MachineColumn {
    DisplayName,
    Status,
    Verification,
    IdentityRef,
    MachineType,
    OwnerId,
    Labels,
    UpdatedAt,
    Id
};
inline constexpr int kMachineColumns = 9;

/// What one cell of a fleet table says. Any thread.
namespace machinecells {

QString title(MachineColumn column);
/// The name of a column in settings, never translated: `status`.
QString name(MachineColumn column);
/// Whether what the column shows could be read from the service's answer; see recordfault.h.
bool isReadable(const Machine &machine, MachineColumn column);
/// One line; `now` is what "3 min ago" counts from.
QString text(const Machine &machine, MachineColumn column, Timestamp now);
/// The whole value where the cell shortens it or says it in other words; empty where it adds nothing.
QString toolTip(const Machine &machine, MachineColumn column);

} // namespace machinecells
} // namespace muster
