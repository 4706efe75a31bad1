// SPDX-License-Identifier: GPL-3.0-or-later
#include "demofleet.h"

#include "demomachine.h"
#include "machineregistry.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Caller system()
{
    return {u"system"_s};
}

Result<void> registerDemoMachine(MachineRegistry &machines, const DemoMachine &demo, const DemoSigner &sign)
{
    const Result<Challenge> challenge = machines.createChallenge(*demo.machine.identityRef, system());
    if (!challenge)
        return Failure(challenge.error());
    const QString signature = sign(challenge->controllerAddresses.constFirst(), challenge->message);
    NewMachine machine = demo.machine;
    machine.identityProof = ProofInput{challenge->challengeId, signature};
    const Result<Machine> made = machines.create(machine, system());
    if (!made)
        return Failure(made.error());
    for (const MachineStatus status : demo.statuses) {
        MachinePatch move;
        move.status = status;
        const Result<Machine> moved = machines.update(made->id, move, std::nullopt, system());
        if (!moved)
            return Failure(moved.error());
    }
    return {};
}

} // namespace

Result<QList<DemoIdentity>> demoIdentities()
{
    return readDemoMachines().map([](const QList<DemoMachine> &fleet) {
        QList<DemoIdentity> identities;
        for (const DemoMachine &demo : fleet)
            identities.append({*demo.machine.identityRef, demo.machine.displayName});
        return identities;
    });
}

Result<int> buildDemoFleet(ServiceStack &stack, const DemoSigner &sign)
{
    const Result<qint64> held = stack.reader().machineCount();
    if (!held)
        return Failure(held.error());
    if (*held > 0)
        return fail(ErrorCode::WorkspaceRefused,
                    u"The workspace holds machines already; a demo fleet goes into an empty one only."_s);
    const Result<QList<DemoMachine>> fleet = readDemoMachines();
    if (!fleet)
        return Failure(fleet.error());
    for (const DemoMachine &demo : *fleet) {
        if (const Result<void> made = registerDemoMachine(stack.machines(), demo, sign); !made)
            return Failure(made.error());
    }
    return int(fleet->size());
}

} // namespace muster
