// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>

namespace muster::wire {

/// `{"error":{"code","message","details"}}` as compact UTF-8 (contract HTTP-5). A code that
/// never leaves this program (ErrorCode, second group) goes out as INTERNAL_ERROR with a neutral sentence and
/// no details: its own may name files. Any thread.
QByteArray errorEnvelope(const Error &error);

/// Reads the envelope of an answer ≥ 400. A code this program does not know becomes Foreign; anything that is
/// not an envelope becomes BadResponse naming the HTTP status and the first 80 printable characters of the
/// body. Any thread.
Error errorFromEnvelope(const QByteArray &body, int httpStatus, int retryAfterSeconds);

} // namespace muster::wire
