// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestquery.h"

namespace muster {

/// Reads `limit` and `cursor`, which every list takes (docs/contract.md HTTP-12); what is absent stays as it
/// is. Whether a cursor is one of ours is the service's to judge. Faults are appended, each at `/<key>`.
void readPageSearch(const RequestQuery &query, int &limit, QString &cursor, QList<Issue> &issues);

} // namespace muster
