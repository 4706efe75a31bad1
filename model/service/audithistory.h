// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "result.h"

namespace muster {

class StoreReader;

/// Pages of the audit log (contract AUD-6, AUD-7). One object, one thread.
class AuditHistory
{
public:
    explicit AuditHistory(StoreReader &reader);

    /// VALIDATION_ERROR naming a limit, a cursor and a time range that cannot be, all at once.
    Result<AuditPage> page(const AuditQuery &query);

private:
    StoreReader &m_reader;
};

} // namespace muster
