// SPDX-License-Identifier: GPL-3.0-or-later
#include "contractsession.h"

#include "testkeys.h"
#include "testworkspace.h"

using namespace Qt::StringLiterals;

namespace muster {

ContractSession::ContractSession(OrchestratorFixture &fixture)
    : m_fixture(fixture)
{
    m_fixture.reset();
    m_orchestrator = m_fixture.makeOrchestrator();
}

NewMachine ContractSession::plainMachine()
{
    NewMachine machine;
    machine.displayName = u"Edge node"_s;
    machine.ownerId = u"operator-1"_s;
    machine.machineType = u"edge-node"_s;
    machine.runtimeProfile = u"linux-docker"_s;
    return machine;
}

Result<Challenge> ContractSession::challenge(qint64 number)
{
    return settled(port().createChallenge(testIdentity(number)));
}

Result<NewMachine> ContractSession::signedMachine(qint64 number, int key)
{
    return challenge(number).map([&](const Challenge &challenge) {
        NewMachine machine = plainMachine();
        machine.identityRef = challenge.identityRef;
        machine.identityProof = testProof(key, challenge);
        return machine;
    });
}

Result<Machine> ContractSession::draft(qint64 number, int key)
{
    m_fixture.registerIdentity(testEntry(number, {key}));
    return signedMachine(number, key).and_then([this](const NewMachine &machine) { return create(machine); });
}

Result<Machine> ContractSession::active(qint64 number, int key)
{
    return draft(number, key).and_then([this](const Machine &machine) {
        return move(machine.id, MachineStatus::Active);
    });
}

Result<Machine> ContractSession::create(const NewMachine &machine)
{
    return settled(port().createMachine(machine));
}

Result<Machine> ContractSession::read(const QString &id)
{
    return settled(port().machine(id));
}

Result<Machine> ContractSession::update(const QString &id, const MachinePatch &patch,
                                        std::optional<qint64> ifRevision)
{
    return settled(port().updateMachine(id, patch, ifRevision));
}

Result<Machine> ContractSession::move(const QString &id, MachineStatus status)
{
    MachinePatch patch;
    patch.status = status;
    return update(id, patch);
}

Result<void> ContractSession::archive(const QString &id, std::optional<qint64> ifRevision)
{
    return settled(port().archiveMachine(id, ifRevision));
}

Result<MachinePage> ContractSession::list(const MachineQuery &query)
{
    return settled(port().listMachines(query));
}

QStringList ContractSession::listedIds(const MachineQuery &query)
{
    QStringList ids;
    if (const Result<MachinePage> page = list(query)) {
        for (const Machine &machine : page->machines)
            ids.append(machine.id);
    }
    return ids;
}

} // namespace muster
