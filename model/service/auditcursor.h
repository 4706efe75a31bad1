// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storereader.h"

namespace muster {

/// A place in the audit log as it travels: `a1_`, then time and sequence, 16 lower-case hex digits each
/// (contract AUD-7).
QString auditCursor(const AuditPlace &place);

/// The place; nothing for a text that auditCursor() cannot have written.
std::optional<AuditPlace> placeOfAuditCursor(const QString &cursor);

} // namespace muster
