// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QList>

namespace muster {

/// Which page of the machines is asked for.
struct MachineQuery
{
    int limit = 100;              ///< 1 to 500 (contract HTTP, paging)
    QString cursor;               ///< empty for the first page; opaque
    bool anyVerification = false; ///< our extension: hidden and archived ones too, each with `verification`
    std::optional<MachineStatus> status; ///< our extension
};

/// One page, oldest first; no cursor on the last one.
struct MachinePage
{
    QList<Machine> machines;
    std::optional<QString> nextCursor;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::MachinePage)
