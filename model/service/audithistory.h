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

    /// VALIDATION_ERROR with faults(), where there are any.
    Result<AuditPage> page(const AuditQuery &query);

    /// A limit, a cursor and a time range that cannot be, at `/limit`, `/cursor` and `/until`. Any thread.
    static QList<Issue> faults(const AuditQuery &query);

private:
    StoreReader &m_reader;
};

} // namespace muster
