// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machineregistry.h"
#include "testkeys.h"
#include "testworkspace.h"

namespace muster {

/// A real workspace with one service stack, and the steps that many tests begin with.
class RegistrySession
{
public:
    RegistrySession();

    TestWorkspace &workspace() { return m_workspace; }
    MachineRegistry &machines() { return m_stack->machines(); }
    ServiceStack &stack() { return *m_stack; }
    static Caller caller() { return {QStringLiteral("platform")}; }

    /// A valid registration without identity and proof.
    static NewMachine plainMachine();
    /// The registration of the identity, signed for a fresh challenge.
    NewMachine signedMachine(qint64 number, int key);
    /// Makes key the identity's only controller and registers a machine for it; the test ends when that
    /// fails.
    Machine draft(qint64 number, int key);
    Result<Machine> move(const QString &id, MachineStatus status);
    QStringList listedIds(const MachineQuery &query = {});

private:
    TestWorkspace m_workspace;
    std::unique_ptr<ServiceStack> m_stack;
};

} // namespace muster
