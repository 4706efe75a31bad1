// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "result.h"

namespace muster {

/// A record of a service of which something cannot be read. It keeps its place in lists, marked and with the
/// rest of it as it came, so that one record never hides the others; it cannot be changed from here. The mark
/// is a failed verification. Any thread.
namespace recordfault {

/// `issues` at their places in the record: `/identityRef`.
void mark(Machine &machine, const QList<Issue> &issues);
/// Which members and why, in words; empty for a record that could be read.
QString of(const Machine &machine);
/// Whether this member is one that could not be read.
bool isAbout(const Machine &machine, QLatin1StringView member);

} // namespace recordfault
} // namespace muster
