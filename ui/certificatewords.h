// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QString>

namespace muster {

/// The certificate that a failed connection is about, a line for each of its parts; empty when the error
/// carries none.
QString certificateWords(const Error &error);

} // namespace muster
