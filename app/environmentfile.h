// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace muster {

/// Shell lines with everything that the public SDK and CLI need to talk to this server (client-machines.md
/// 12): URL, API key under both names, a dummy chain endpoint, a throw-away private key, telemetry off, no
/// proxy.
QByteArray clientEnvironment(const QUrl &url, const QByteArray &apiKey);

/// Writes them to `path`, mode 0600, sourceable by sh.
Result<void> writeEnvironmentFile(const QString &path, const QUrl &url, const QByteArray &apiKey);

} // namespace muster
