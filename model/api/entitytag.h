// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requesthead.h"
#include "result.h"

#include <optional>

namespace muster {

/// The ETag of a record: its revision in double quotes (docs/contract.md HTTP, concurrency).
QByteArray entityTag(qint64 revision);

/// The revision that If-Match demands; nothing without the field or with `*`. A well-formed tag that is none
/// of ours answers -1, which no record has. VALIDATION_ERROR at /headers/if-match for anything else, lists
/// too.
Result<std::optional<qint64>> demandedRevision(const RequestHead &head);

} // namespace muster
