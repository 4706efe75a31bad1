// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace muster {

/// The API key as a word of sh: itself, quoted. Empty: no key is demanded.
QByteArray wordOfKey(const QByteArray &apiKey);
/// The same as what reads it from its file; the key itself is not in it. Empty: no key is demanded.
QByteArray wordOfKeyIn(const QString &keyFile);

/// Shell lines with everything that the public SDK and CLI need to talk to this server: URL, API key under
/// both names, a dummy chain endpoint, a throw-away private key, telemetry off, no proxy. `keyWord` is one of
/// the words above.
QByteArray clientEnvironment(const QUrl &url, const QByteArray &keyWord);

/// Writes them to `path`, with the key itself, mode 0600, sourceable by sh.
Result<void> writeEnvironmentFile(const QString &path, const QUrl &url, const QByteArray &apiKey);

} // namespace muster
