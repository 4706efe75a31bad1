// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"

namespace muster {

struct Machine;
class ServiceStack;

/// /api/v1/machines and /api/v1/machines/{id}. Lives for one request.
class MachinesController
{
public:
    explicit MachinesController(ServiceStack &stack);

    ApiAnswer list(const ApiRequest &request);
    ApiAnswer create(const ApiRequest &request);
    ApiAnswer read(const ApiRequest &request);
    ApiAnswer update(const ApiRequest &request);
    ApiAnswer archive(const ApiRequest &request);

private:
    ServiceStack &m_stack;
};

} // namespace muster
