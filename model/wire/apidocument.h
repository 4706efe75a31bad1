// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace muster::wire {

/// resources/openapi.json as it is committed: the description of the API that requests are checked against
/// and that a server renders to say what it demands itself. Read once; any thread.
const QJsonObject &apiDocument();

/// A schema of the document's components with every reference in it put in place. The document has no schema
/// that contains itself. Empty when there is none of that name. Any thread.
QJsonObject componentSchema(const QString &name);

} // namespace muster::wire
