// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"
#include "machinepatch.h"
#include "storereader.h"

namespace muster {

class ControllerSource;
struct ServiceContext;

/// A change of one record, in the order of the contract: shape → found → If-Match → identity immutable →
/// proof → lifecycle → store. One object, one thread.
class MachineUpdate
{
public:
    MachineUpdate(const ServiceContext &context, StoreReader &reader, ControllerSource &controllers,
                  const Caller &caller);

    /// Without `ifRevision` a record that moved meanwhile is read again: the last write wins.
    Result<Machine> run(const QString &id, const MachinePatch &patch, std::optional<qint64> ifRevision);

private:
    Result<Machine> attempt(const QString &id, const MachinePatch &patch, std::optional<qint64> ifRevision);
    /// The record with identity and proof as the patch wants them, both judged.
    Result<Machine> withIdentity(const Machine &before, const MachinePatch &patch);
    Result<void> checkIdentityFree(const Machine &before, const IdentityRef &identity);
    Result<void> checkKeptProof(const Machine &machine, const MachinePatch &patch);
    Result<void> checkWithoutProof(const Machine &machine, const MachinePatch &patch);
    Result<void> checkLifecycle(const Machine &before, const Machine &after, const MachinePatch &patch) const;
    Result<Machine> store(const Machine &before, Machine after, const MachinePatch &patch,
                          qint64 registryRevision);

    const ServiceContext &m_context;
    StoreReader &m_reader;
    ControllerSource &m_controllers;
    const Caller &m_caller;
};

} // namespace muster
