// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace muster {

/// What a registry rates the credit of a machine, the best first: AAA, AA, A, BBB, BB, B. Any thread.
const QStringList &creditRatings();

} // namespace muster
