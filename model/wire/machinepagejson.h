// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinequery.h"
#include "result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace muster::wire {

/// The envelopes of single answers and pages (contract HTTP-2, HTTP-3). Any thread.

/// `{"items":[…],"nextCursor":"…"}` around documents that are already compact JSON; the cursor's member is
/// left out on the last page.
QByteArray spliceMachinePage(const QList<QByteArray> &documents, const std::optional<QString> &cursor);
/// A record that cannot be read comes marked (see recordfault.h) and fails no page. VALIDATION_ERROR with all
/// faults of the page itself; a cursor that is null is none, an empty one is a fault: it would ask for the
/// first page for ever.
Result<MachinePage> machinePageFromJson(const QJsonObject &object);

/// `{"item":…}` around an object that is already compact JSON.
QByteArray itemEnvelope(const QByteArray &object);
Result<QJsonObject> itemFromEnvelope(const QJsonObject &object);

} // namespace muster::wire
