// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrysession.h"

#include "demanded.h"

using namespace Qt::StringLiterals;

namespace muster {

RegistrySession::RegistrySession()
    : m_stack(m_workspace.makeStack())
{}

NewMachine RegistrySession::plainMachine()
{
    NewMachine machine;
    machine.displayName = u"Edge node"_s;
    machine.ownerId = u"operator-1"_s;
    return machine;
}

NewMachine RegistrySession::signedMachine(qint64 number, int key)
{
    const Challenge challenge = demand(machines().createChallenge(testIdentity(number), caller()));
    NewMachine machine = plainMachine();
    machine.identityRef = challenge.identityRef;
    machine.identityProof = testProof(key, challenge);
    return machine;
}

Machine RegistrySession::draft(qint64 number, int key)
{
    m_workspace.registerIdentity(testEntry(number, {key}));
    return demand(machines().create(signedMachine(number, key), caller()));
}

Result<Machine> RegistrySession::move(const QString &id, MachineStatus status)
{
    MachinePatch patch;
    patch.status = status;
    return machines().update(id, patch, std::nullopt, caller());
}

QStringList RegistrySession::listedIds(const MachineQuery &query)
{
    QStringList ids;
    for (const StoredMachine &row : demand(machines().list(query)).rows)
        ids.append(row.machine.id);
    return ids;
}

} // namespace muster
