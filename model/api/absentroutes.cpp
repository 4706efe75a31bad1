// SPDX-License-Identifier: GPL-3.0-or-later
#include "absentroutes.h"

#include <array>

namespace muster {
namespace {

/// A method and a path under /api/v1, and what they belong to.
struct Operation
{
    const char *group;
    const char *method;
    const char *path;
    bool needsKey = true;
};

constexpr const char *kTasks =
    "tasks and what comes of them; only the words are published, the paths are guessed";
constexpr const char *kObservation = "observation; announced by the vendor, called by no client";
constexpr const char *kAgentTokens = "machine agents, which have a token of their own";

constexpr std::array kOperations{
    Operation{"agent pairings", "GET", "machines/{id}/agent-pairings"},
    Operation{"agent pairings", "POST", "machines/{id}/agent-pairings"},
    Operation{"agent pairings", "POST", "machines/{id}/agent-pairings/challenges"},
    Operation{"agent pairings", "PATCH", "machines/{id}/agent-pairings/{pairingId}"},
    Operation{"agent pairings", "DELETE", "machines/{id}/agent-pairings/{pairingId}"},
    Operation{"agent pairings", "POST", "machines/{id}/agent-pairings/{pairingId}/sessions"},
    Operation{"machine agents", "GET", "machines/{id}/agents"},
    Operation{"machine agents", "POST", "machines/{id}/agents/enrollment"},
    Operation{"machine agents", "DELETE", "machines/{id}/agents/{agentId}"},
    Operation{kAgentTokens, "POST", "machine-agents/heartbeat", false},
    Operation{kAgentTokens, "GET", "machines/{id}/control-socket", false},
    Operation{"runtime endpoints", "GET", "machines/{id}/runtime-endpoints"},
    Operation{"runtime endpoints", "GET", "machines/{id}/runtime-endpoints/{providerKey}"},
    Operation{"runtime endpoints", "PUT", "machines/{id}/runtime-endpoints/{providerKey}"},
    Operation{"runtime endpoints", "DELETE", "machines/{id}/runtime-endpoints/{providerKey}"},
    Operation{"graph", "GET", "machines/{id}/graph"},
    Operation{"graph", "POST", "machines/{id}/graph/nodes"},
    Operation{"graph", "PATCH", "machines/{id}/graph/nodes/{nodeId}"},
    Operation{"graph", "DELETE", "machines/{id}/graph/nodes/{nodeId}"},
    Operation{"graph", "POST", "machines/{id}/graph/edges"},
    Operation{"graph", "PATCH", "machines/{id}/graph/edges/{edgeId}"},
    Operation{"graph", "DELETE", "machines/{id}/graph/edges/{edgeId}"},
    Operation{"policies", "GET", "policies"},
    Operation{"policies", "POST", "policies"},
    Operation{"policies", "PATCH", "policies/{policyId}"},
    Operation{"skills", "GET", "skills"},
    Operation{"skills", "GET", "skills/{skillKey}"},
    Operation{"skills", "GET", "skills/{skillKey}/manifest"},
    Operation{"skills", "PATCH", "skills/{skillKey}/config"},
    Operation{"market services", "GET", "market/services"},
    Operation{"market services", "GET", "market/services/{serviceId}"},
    Operation{"market services", "POST", "market/services/{serviceId}/execute"},
    Operation{"market search", "POST", "market/search"},
    Operation{"market search", "GET", "market/searches/{searchId}"},
    Operation{"market orders", "GET", "market/orders"},
    Operation{"market orders", "POST", "market/orders"},
    Operation{"market orders", "GET", "market/orders/{orderId}"},
    Operation{"market orders", "POST", "market/orders/{orderId}/execute"},
    Operation{"market orders", "POST", "market/orders/{orderId}/confirm"},
    Operation{"market orders", "POST", "market/orders/{orderId}/dispute"},
    Operation{"market payments", "GET", "market/orders/{orderId}/payment"},
    Operation{"market payments", "POST", "market/orders/{orderId}/payment-intent"},
    Operation{"market payments", "POST", "market/orders/{orderId}/payment-proof"},
    Operation{"market payments", "POST", "market/orders/{orderId}/payment/escrow-lock"},
    Operation{"market payments", "POST", "market/orders/{orderId}/payment/release"},
    Operation{"market payments", "POST", "market/orders/{orderId}/payment/refund"},
    Operation{"devices", "GET", "machines/{id}/iot/subscriptions"},
    Operation{"devices", "DELETE", "machines/{id}/iot/subscriptions/{subscriptionId}"},
    Operation{"devices", "GET", "machines/{id}/iot/events"},
    Operation{"delivery", "GET", "payment-rails"},
    Operation{"delivery", "GET", "delivery-transports"},
    Operation{"delivery", "PUT", "machines/{id}/delivery-capabilities"},
    Operation{"delivery", "PATCH", "machines/{id}/stream/listings/{listingId}"},
    Operation{"delivery", "POST", "stream/orders/{purchaseId}/prepare-access"},
    Operation{"purchases", "POST", "purchases"},
    Operation{"purchases", "GET", "purchases/{purchaseId}"},
    Operation{"purchases", "POST", "purchases/{purchaseId}/payment-intent"},
    Operation{"purchases", "POST", "purchases/{purchaseId}/payment-proof"},
    Operation{"purchases", "GET", "purchases/{purchaseId}/delivery"},
    Operation{"purchases", "POST", "purchases/{purchaseId}/events"},
    Operation{kTasks, "GET", "tasks"},
    Operation{kTasks, "POST", "tasks"},
    Operation{kTasks, "GET", "tasks/{taskId}"},
    Operation{kTasks, "GET", "routes"},
    Operation{kTasks, "GET", "routes/{routeId}"},
    Operation{kTasks, "GET", "runs"},
    Operation{kTasks, "GET", "runs/{runId}"},
    Operation{kTasks, "GET", "outcomes"},
    Operation{kTasks, "GET", "outcomes/{outcomeId}"},
    Operation{kObservation, "GET", "events"},
    Operation{kObservation, "GET", "metrics"},
};

} // namespace

std::vector<Route> absentRoutes()
{
    std::vector<Route> routes;
    for (const Operation &operation : kOperations) {
        routes.push_back(Route{.method = operation.method,
                               .pattern = QByteArray("/api/v1/").append(operation.path),
                               .handler = {},
                               .needsKey = operation.needsKey,
                               .fidelity = Fidelity::Absent,
                               .note = operation.group});
    }
    return routes;
}

} // namespace muster
