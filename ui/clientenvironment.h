// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace muster {

/// Shell lines that point the public SDK and CLI at a server. The key stays in its file: the lines read it
/// from there. `keyFile` empty: none is demanded.
QString clientEnvironmentLines(const QUrl &url, const QString &keyFile);

} // namespace muster
