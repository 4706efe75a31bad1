// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>

namespace muster::wire {

/// `{"error":{"code","message","details"}}` as compact UTF-8 (contract HTTP, error envelope).
QByteArray errorEnvelope(const Error &error);

/// Reads the envelope of an answer ≥ 400; anything that is not one becomes BadResponse naming the HTTP status.
Error errorFromEnvelope(const QByteArray &body, int httpStatus, int retryAfterSeconds);

} // namespace muster::wire
