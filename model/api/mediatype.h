// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace muster {

/// Whether a Content-Type value is application/json; parameters are allowed, but a charset must be UTF-8.
bool isJsonMediaType(const QByteArray &contentType);

} // namespace muster
