// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace muster {

/// Which page of the audit log is asked for. An empty text does not filter.
struct AuditQuery
{
    static constexpr int kLargestLimit = 500;

    int limit = 100; ///< 1 to kLargestLimit
    QString cursor;  ///< empty for the first page; opaque
    /// Events of this machine, and those of challenges, proofs and registry entries of its identity.
    QString machineId;
    QString actor;
    QString type;
    QString resourceType;
    QString resourceId;
    std::optional<Timestamp> since; ///< this moment and later ones
    std::optional<Timestamp> until; ///< earlier moments only
    bool operator==(const AuditQuery &) const = default;
};

/// One page, newest first; no cursor on the last one.
struct AuditPage
{
    QList<AuditEvent> events;
    std::optional<QString> nextCursor;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::AuditPage)
