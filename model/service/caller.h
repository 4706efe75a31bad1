// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// Who asks, for the audit log: `platform` (HTTP), `desktop` (the window), `system`.
struct Caller
{
    QString actor;
};

} // namespace muster
