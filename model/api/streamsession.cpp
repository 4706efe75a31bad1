// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamsession.h"

namespace muster {

StreamSession::~StreamSession() = default;

} // namespace muster
