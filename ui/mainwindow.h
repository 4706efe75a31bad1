// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"
#include "signingdesk.h"

#include <QMainWindow>

namespace muster {

} // namespace muster
