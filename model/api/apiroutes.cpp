// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiroutes.h"

#include "absentroutes.h"
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

std::vector<Route> serverRoutes(const QByteArray &description)
{
    const auto document = [description](StackSource &, const ApiRequest &) {
        return jsonAnswer(200, description);
    };
    std::vector<Route> routes{
        openRoute("/health", &HealthController::health),
        openRoute("/api/v1/health", &HealthController::health),
        openRoute("/api/v1/readiness", &HealthController::readiness),
        openRoute("/openapi.json", document),
        openRoute("/api/v1/openapi.json", document),
    };
    for (Route &route : routes)
        route.fidelity = route.pattern.endsWith(".json") ? Fidelity::Added : Fidelity::Exact;
    return routes;
}

std::vector<Route> registryRoutes()
{
    std::vector<Route> routes{
        openRoute("/mcr/{did}", &RegistryController::rating),
        openRoute("/machine/{did}", &RegistryController::machine),
        openRoute("/operator/{did}/machines", &RegistryController::operatorMachines),
    };
    for (Route &route : routes)
        route.note = "the shape of a public MCR over the embedded registry, which names the ratings: nobody "
                     "is scored, "
                     "nothing is earned";
    return routes;
}

std::vector<Route> machineRoutes()
{
    using Machines = MachinesController;
    using Challenges = ChallengesController;
    return {
        Route{.method = "POST",
              .pattern = "/api/v1/machine-identity/challenges",
              .handler = &withServices<Challenges, &Challenges::create>,
              .hasBody = true,
              .note = "the wording of the message, its life of 300 s and the 16 open ones are decided here"},
        Route{.method = "GET",
              .pattern = "/api/v1/audit-events",
              .handler = &withServices<AuditController, &AuditController::list>,
              .note = "the words of actor, type and resourceType are decided here; most filters and the "
                      "cursor are added"},
        Route{.method = "GET",
              .pattern = "/api/v1/machines",
              .handler = &withServices<Machines, &Machines::list>,
              .note = "archived records are left out; verification and status are added"},
        Route{.method = "POST",
              .pattern = "/api/v1/machines",
              .handler = &withServices<Machines, &Machines::create>,
              .hasBody = true,
              .note = "the limits of members and most statuses of refusals are decided here"},
        Route{.method = "GET",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::read>,
              .note = "an archived record is answered; evidence, the ETag and verification are added"},
        Route{.method = "PATCH",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::update>,
              .machineBoundWrite = true,
              .hasBody = true,
              .note = "which moves between states are allowed is decided here; If-Match is added"},
        Route{.method = "DELETE",
              .pattern = "/api/v1/machines/{id}",
              .handler = &withServices<Machines, &Machines::archive>,
              .fidelity = Fidelity::Exact,
              .note = "If-Match is added"},
    };
}

} // namespace

RouteTable apiRoutes(const QByteArray &description)
{
    std::vector<Route> routes;
    for (const std::vector<Route> &part :
         {serverRoutes(description), registryRoutes(), machineRoutes(), absentRoutes()})
        routes.insert(routes.end(), part.begin(), part.end());
    return RouteTable(std::move(routes));
}

} // namespace muster
