// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "errorcode.h"

namespace muster {

/// What a person does next about an error of this code, as a translated sentence. GUI thread.
QString nextStep(ErrorCode code);

} // namespace muster
