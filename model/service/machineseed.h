// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "registryentry.h"
#include "result.h"

#include <QList>

namespace muster {

class ServiceStack;

struct SeedOutcome
{
    qsizetype added = 0;
    qsizetype known = 0; ///< records whose id the workspace holds already; left as they are
};

/// Puts ready records into a workspace, as an export of another one holds them (`--seed`, the demo fleet). A
/// record with an identity needs its evidence, and the signature must recover to its signer; identities that
/// the embedded registry does not know are added to it with the controllers that the proof names. All faults
/// at once with pointers that start with the record's index; everything is stored in one write or nothing is.
/// On the stack's thread.
Result<SeedOutcome> seedMachines(ServiceStack &stack, const QList<Machine> &machines);

/// What a workspace holds after a reset.
struct WorkspaceContent
{
    QList<RegistryEntry> entries;
    QList<Machine> machines;
};

/// Throws away every machine, challenge and identity and puts the content in their place, in one write that
/// also says so in the audit log; what is there stays when the content has a fault (as above). On the stack's
/// thread.
Result<SeedOutcome> resetWorkspace(ServiceStack &stack, const WorkspaceContent &content);

} // namespace muster
