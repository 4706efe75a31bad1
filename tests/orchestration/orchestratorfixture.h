// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"
#include "registryentry.h"

#include <memory>

namespace muster {

/// What the contract of the port needs around an adapter: a service of its own with a clock and a registry
/// that the test moves. GUI thread.
class OrchestratorFixture
{
public:
    virtual ~OrchestratorFixture() = default;
    /// Drops the service and starts an empty one. No orchestrator is alive then.
    virtual void reset() = 0;
    /// An adapter for the present service.
    virtual std::unique_ptr<Orchestrator> makeOrchestrator() = 0;
    /// Who controls an identity from now on; also to take control away.
    virtual void registerIdentity(const RegistryEntry &entry) = 0;
    virtual void advanceClock(qint64 seconds) = 0;
};

} // namespace muster
