// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"

#include <QList>
#include <QVariantList>

namespace muster {

/// Looks at a workspace's database beside the store, on a connection of its own.

/// All events, oldest first.
QList<AuditEvent> auditLog(const QString &databasePath);
/// The types of all events, oldest first.
QStringList auditTypes(const QString &databasePath);
/// Changes rows behind the store's back; answers how many.
int tamper(const QString &databasePath, const QString &statement, const QVariantList &values = {});

} // namespace muster
