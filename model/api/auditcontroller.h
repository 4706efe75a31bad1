// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"

namespace muster {

class ServiceStack;

/// /api/v1/audit-events. Lives for one request.
class AuditController
{
public:
    explicit AuditController(ServiceStack &stack);

    ApiAnswer list(const ApiRequest &request);

private:
    ServiceStack &m_stack;
};

} // namespace muster
