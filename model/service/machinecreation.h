// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"
#include "machine.h"
#include "newmachine.h"

namespace muster {

class ControllerSource;
class StoreReader;
struct ServiceContext;

/// The registration of one machine, in the order of the contract: shape → identity → proof present → proof
/// (see ProofExaminer) → identity free → insert. One object, one thread.
class MachineCreation
{
public:
    MachineCreation(const ServiceContext &context, StoreReader &reader, ControllerSource &controllers,
                    const Caller &caller);

    /// The stored draft, with evidence.
    Result<Machine> run(const NewMachine &machine);

private:
    Result<Machine> attempt(const NewMachine &machine);
    Result<std::optional<IdentityProof>> judgeIdentity(const NewMachine &machine);
    Result<void> checkIdentityFree(const IdentityRef &identity);
    Machine draft(const NewMachine &machine, const std::optional<IdentityProof> &proof) const;

    const ServiceContext &m_context;
    StoreReader &m_reader;
    ControllerSource &m_controllers;
    const Caller &m_caller;
};

} // namespace muster
