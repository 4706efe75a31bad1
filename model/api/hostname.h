// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace muster {

/// The name in a Host field, lower case and without its port: `127.0.0.1`, `localhost`, `[::1]`. Nothing for
/// a value that is not a name with an optional port of 1 to 65535 behind a colon.
std::optional<QByteArray> hostName(const QByteArray &field);

/// Whether a text may stand as a name that Host is compared with: a host name or IPv4 address in lower case,
/// or an IPv6 address in brackets, with no port.
bool isHostName(const QByteArray &name);

} // namespace muster
