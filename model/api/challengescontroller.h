// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"

namespace muster {

class ServiceStack;

/// /api/v1/machine-identity/challenges. Lives for one request.
class ChallengesController
{
public:
    explicit ChallengesController(ServiceStack &stack);

    ApiAnswer create(const ApiRequest &request);

private:
    ServiceStack &m_stack;
};

} // namespace muster
