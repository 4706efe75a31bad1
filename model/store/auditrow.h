// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statement.h"
#include "storereader.h"

#include <QVariantList>

/// The table audit_events: how an event stands in a row, and which rows a query asks for. Any thread that has
/// the statement's connection.
namespace muster::auditrow {

/// A statement and the values of its placeholders, in order.
struct Selection
{
    QString sql;
    QVariantList values;
};

/// Newest first. Each filter is answered from an index that is in the list's order, so that a page costs what
/// is in it.
Selection select(const AuditQuery &query, const std::optional<AuditPlace> &before, int limit);
/// WorkspaceRefused / damaged when the payload is no JSON object or the identity is none.
Result<StoredAuditEvent> read(const Statement &row);

/// One row; its values are bound by bind().
QString insert();
void bind(Statement &statement, const AuditEvent &event);

} // namespace muster::auditrow
