// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "errorcode.h"

#include <QByteArray>

namespace muster {

/// The HTTP status of an error, the only place that knows (docs/contract.md HTTP, status per code). Codes
/// that never leave this program are 500.
int httpStatus(ErrorCode code);

/// `Not Found` and so on, for the status line.
QByteArray reasonPhrase(int status);

} // namespace muster
