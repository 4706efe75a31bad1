// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArrayView>
#include <QJsonValue>

namespace muster {

/// Reads JSON from outside. Refuses duplicate keys, depth > 32, lone surrogates, control characters, bad UTF-8, trailing
/// bytes; VALIDATION_ERROR whose issue names a JSON Pointer or a byte offset. Any thread.
Result<QJsonValue> readStrictJson(QByteArrayView bytes);

} // namespace muster
