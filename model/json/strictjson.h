// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArrayView>
#include <QJsonValue>

namespace muster {

/// How deep arrays and objects may lie in each other (contract HTTP-9).
inline constexpr int kJsonDepth = 32;

/// Reads JSON from outside. Refuses duplicate keys, depth > 32, lone surrogates, control characters, bad
/// UTF-8, a byte order mark, trailing bytes, integers that do not fit 64 bits and numbers that do not fit a
/// double; VALIDATION_ERROR whose issue names a JSON Pointer (duplicates, depth) or, in its sentence, a byte
/// offset counted from 1 (syntax). Duplicates are reported together, the first 20 of them; a syntax fault
/// ends the reading. Any thread.
Result<QJsonValue> readStrictJson(QByteArrayView bytes);

} // namespace muster
