// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "caller.h"
#include "challenge.h"
#include "machinepatch.h"
#include "machinequery.h"
#include "newmachine.h"
#include "servicehealth.h"
#include "storedpage.h"

namespace muster {

class ControllerSource;
struct ServiceContext;

/// The rules of machine records (docs/contract.md ID, LIFE): challenge, create, read, list, change, archive.
/// Synchronous; one object, one thread. Answers are committed when they are returned.
class MachineRegistry
{
public:
    MachineRegistry(const ServiceContext &context, StoreReader &reader, ControllerSource &controllers);

    Result<Challenge> createChallenge(const IdentityRef &identity, const Caller &caller);
    Result<Machine> create(const NewMachine &machine, const Caller &caller);
    Result<StoredPage> list(const MachineQuery &query);
    /// With evidence in the proof. `anyVerification`: answer also what would be refused, with its
    /// verification.
    Result<Machine> machine(const QString &id, bool anyVerification = false);
    Result<Machine> update(const QString &id, const MachinePatch &patch, std::optional<qint64> ifRevision,
                           const Caller &caller);
    /// Idempotent.
    Result<void> archive(const QString &id, std::optional<qint64> ifRevision, const Caller &caller);

    /// See AuditHistory::page().
    Result<AuditPage> auditEvents(const AuditQuery &query);

    ServiceHealth health() const;
    Readiness readiness();

private:
    Readiness::Check checkRegistry();

    const ServiceContext &m_context;
    StoreReader &m_reader;
    ControllerSource &m_controllers;
};

} // namespace muster
