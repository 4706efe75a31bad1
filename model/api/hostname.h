// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace muster {

/// The name in a Host field, lower case and without its port: `127.0.0.1`, `localhost`, `[::1]`. Nothing for
/// a value that is not a name with an optional port of 1 to 65535 behind a colon.
std::optional<QByteArray> hostName(const QByteArray &field);

} // namespace muster
