// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// `prefix` + 16 lower-case hex digits from the system's random source (contract HTTP, ids). Any thread.
QString newRecordId(QLatin1StringView prefix);

/// 64 lower-case hex digits from the same source.
QString newNonce();

} // namespace muster
