// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"

#include <QList>
#include <QStringList>

namespace muster {

/// One member of an event's payload, before and after; a member that has no before is a fact.
struct AuditDetail
{
    QString member; ///< in words: `Display name`, `Label site`
    QString before; ///< empty where there is none
    QString after;
    bool operator==(const AuditDetail &) const = default;
};

/// What an audit event says to people. Any thread.
namespace auditwords {

/// `API client`, `This window`, `Muster`, `Agent pairing pair_1`; any other as it is.
QString actor(const QString &actor);
/// `Machine registered`; a type that is not known as it is.
QString type(const QString &type);
/// `Machine mach_1`
QString resource(const AuditEvent &event);
/// What happened, in one line.
QString summary(const AuditEvent &event);
/// The payload, a line a member; labels have a line each.
QList<AuditDetail> details(const AuditEvent &event);
/// `2026-11-23 22:14:40 UTC`
QString moment(Timestamp moment);

/// The types that a Muster service writes (contract AUD-3), in the order of a list to choose from.
QStringList knownTypes();
/// The actors it names.
QStringList knownActors();

} // namespace auditwords
} // namespace muster
