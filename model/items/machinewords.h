// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "absence.h"
#include "machine.h"

namespace muster::machinewords {

/// The state as a word for people: `Active`.
QString status(MachineStatus status);
/// Why a machine cannot be moved from one state to another, and where it can go.
QString refusedMove(MachineStatus from, MachineStatus to);
/// `3 min ago`, `yesterday`; a moment up to a minute ahead of `now` counts as `just now`.
QString relativeTime(Timestamp moment, Timestamp now);
/// `key=value, key=value` in key order.
QString labels(const QMap<QString, QString> &labels);
/// Why a service lists a machine no longer, in a word or two: `controller changed`; empty: not asked yet.
QString absence(const Absence &absence);
/// A few words with their age: `Verified · 2 min ago`, `Controller changed · 2 min ago`. A registry that does
/// not answer adds when it last did, where that is known.
QString verdict(const Machine &machine, Timestamp now);
/// Whether the kept proof holds, and if not, why and what to do next.
QString verification(const Machine &machine);

} // namespace muster::machinewords
