// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace muster {

/// Answer of GET /health (contract HTTP, health).
struct ServiceHealth
{
    bool ok = false;
    QString instance;       ///< `orch_` + 16 hex digits; empty from services that name none
    QStringList extensions; ///< `verification`, `evidence`, `etag`
};

/// Answer of GET /readiness.
struct Readiness
{
    struct Check
    {
        QString name;
        bool pass = false;
        QString message;
    };
    bool ready = false;
    QList<Check> checks;
};

} // namespace muster
