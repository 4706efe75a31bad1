// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"

#include <QStringList>

namespace muster {

/// Which events of a log are wanted: what the service filters by, and words that it does not know of.
struct AuditFilter
{
    AuditQuery query; ///< its limit and cursor are not looked at
    QString text;     ///< every word must occur in what the event says

    /// Whether nothing is left out.
    bool isEmpty() const;
    /// The words of `text`, folded, for letsThrough().
    QStringList words() const;
    bool operator==(const AuditFilter &) const = default;
};

/// Whether every one of the folded words occurs in the event: in its raw members, in the words people read,
/// or in its payload. Any thread.
bool letsThrough(const QStringList &words, const AuditEvent &event);

} // namespace muster
