// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changefeed.h"
#include "clock.h"
#include "machinerenderer.h"
#include "refusalbudget.h"
#include "result.h"
#include "simulatedfaults.h"
#include "simulatedtexts.h"
#include "storereader.h"
#include "storewriter.h"

#include <functional>
#include <memory>
#include <optional>

namespace muster {

class IdentityResolver;
class MachineRegistry;

/// What every stack of a workspace shares; outlives them all. All members are usable from any thread.
struct ServiceContext
{
    StoreWriter &writer;
    const Clock &clock;
    ChangeFeed &feed;
    const MachineRenderer &renderer;
    QString instanceId;               ///< `orch_…`
    int challengeSeconds = 300;       ///< 1 to 3600
    bool verificationRequired = true; ///< PEAQOS_MACHINE_IDENTITY_VERIFICATION
    /// EIP-55; development only (--default-controller)
    std::optional<QString> defaultController = std::nullopt;
    /// How many refused writes may still be written to the audit log now.
    std::shared_ptr<RefusalBudget> refusals = std::make_shared<RefusalBudget>();
    /// How the identity registry is made to fail, for tests.
    std::shared_ptr<SimulatedFaults> faults = std::make_shared<SimulatedFaults>();
    /// What challenges say instead of the contract's text, for tests.
    std::shared_ptr<SimulatedTexts> texts = std::make_shared<SimulatedTexts>();
    /// The MCR that is asked who controls an identity; null: the embedded registry is.
    IdentityResolver *resolver = nullptr;
};

/// The services of one thread with that thread's own reader. Made, used and destroyed on one thread.
class ServiceStack
{
public:
    ServiceStack(const ServiceContext &context, std::unique_ptr<StoreReader> reader);
    ~ServiceStack();

    MachineRegistry &machines();
    StoreReader &reader();
    const ServiceContext &context() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Makes a stack for the calling thread.
using StackFactory = std::function<Result<std::unique_ptr<ServiceStack>>()>;

} // namespace muster
