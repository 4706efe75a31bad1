// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiroutes.h"

#include "auditcontroller.h"
#include "challengescontroller.h"
#include "healthcontroller.h"
#include "machinescontroller.h"
#include "registrycontroller.h"
#include "stacksource.h"

namespace muster {
namespace {

/// Calls a member function of a controller with the services of the thread, or answers why there are none.
template <typename Controller, ApiAnswer (Controller::*operation)(const ApiRequest &)>
ApiAnswer withServices(StackSource &source, const ApiRequest &request)
{
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        return errorAnswer(stack.error());
    return (Controller(**stack).*operation)(request);
}

Route openRoute(const char *pattern, RouteHandler handler)
{
    return Route{.method = "GET", .pattern = pattern, .handler = std::move(handler), .needsKey = false};
}

std::vector<Route> allRoutes()
{
    using Machines = MachinesController;
    using Challenges = ChallengesController;
    return {
        openRoute("/health", &HealthController::health),
        openRoute("/api/v1/health", &HealthController::health),
        openRoute("/api/v1/readiness", &HealthController::readiness),
        openRoute("/mcr/{did}", &RegistryController::rating),
        openRoute("/machine/{did}", &RegistryController::machine),
        openRoute("/operator/{did}/machines", &RegistryController::operatorMachines),
        Route{.method = "POST",
              .pattern = "/api/v1/machine-identity/challenges",
              .handler = &withServices<Challenges, &Challenges::create>,
              .hasBody = true},
        Route{.method = "GET",
              .pattern = "/api/v1/audit-events",
              .handler = &withServices<AuditController, &AuditController::list>},
        Route{.method = "GET",
              .pattern = "/api/v1/machines",
              .handler = &withServices<Machines, &Machines::list>},
        Route{.method = "POST",
              .pattern = "/api/v1/machines",
              .handler = &withServices<Machines, &Machines::create>,
              .hasBody = true},
        Route{.method = "GET",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::read>},
        Route{.method = "PATCH",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::update>,
              .machineBoundWrite = true,
              .hasBody = true},
        Route{.method = "DELETE",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::archive>},
    };
}

} // namespace

const RouteTable &apiRoutes()
{
    static const RouteTable table(allRoutes());
    return table;
}

} // namespace muster
