// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"

namespace muster {

class StackSource;

/// GET /health, /api/v1/health and /api/v1/readiness: the operations that must answer when the services
/// cannot be made.
class HealthController
{
public:
    static ApiAnswer health(StackSource &source, const ApiRequest &request);
    /// Always 200: `not_ready` is an answer, not a failure (client-machines.md 7).
    static ApiAnswer readiness(StackSource &source, const ApiRequest &request);
};

} // namespace muster
