// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowworkspace.h"

#include "desktopregistry.h"
#include "keccak.h"
#include "localorchestrator.h"
#include "machineregistry.h"
#include "registryfile.h"
#include "stackworker.h"

using namespace Qt::StringLiterals;

namespace muster {

Timestamp ShiftedClock::now() const
{
    return SystemClock().now().plusSeconds(shiftSeconds);
}

WindowWorkspace::WindowWorkspace(std::unique_ptr<WorkspaceFile> file)
    : m_file(std::move(file))
{}

WindowWorkspace::~WindowWorkspace() = default;

Result<std::unique_ptr<WindowWorkspace>> WindowWorkspace::open(const QString &folder)
{
    auto file = WorkspaceFile::open(folder);
    if (!file)
        return Failure(file.error());
    std::unique_ptr<WindowWorkspace> workspace(new WindowWorkspace(std::move(*file)));
    auto reader = workspace->m_file->reader();
    if (!reader)
        return Failure(reader.error());
    const auto instance = (*reader)->instanceId();
    if (!instance)
        return Failure(instance.error());
    workspace->m_context.emplace(ServiceContext{workspace->m_file->writer(), workspace->m_clock,
                                                workspace->m_feed, workspace->m_renderer, *instance});
    workspace->m_stack = std::make_unique<ServiceStack>(*workspace->m_context, std::move(*reader));
    return workspace;
}

MachineRegistry &WindowWorkspace::machines()
{
    return m_stack->machines();
}

StackFactory WindowWorkspace::stackFactory()
{
    return [this]() -> Result<std::unique_ptr<ServiceStack>> {
        auto reader = m_file->reader();
        if (!reader)
            return Failure(reader.error());
        return std::make_unique<ServiceStack>(*m_context, std::move(*reader));
    };
}

std::shared_ptr<Orchestrator> WindowWorkspace::orchestrator()
{
    return std::make_shared<LocalOrchestrator>(stackFactory(), m_feed);
}

std::shared_ptr<RegistryEditor> WindowWorkspace::registry()
{
    return std::make_shared<DesktopRegistry>(std::make_shared<StackWorker>(stackFactory()));
}

Result<void> WindowWorkspace::announce(const IdentityRef &identity, const QString &controller)
{
    const RegistryEntry entry{identity, {controller.isEmpty() ? m_key.address().text() : controller}, {}, {}};
    return storeRegistryEntries(m_file->writer(), m_clock, {entry});
}

Result<Machine> WindowWorkspace::add(const NewMachine &machine, const IdentityRef &identity,
                                     const QList<MachineStatus> &statuses)
{
    const Caller caller{u"platform"_s};
    if (const auto announced = announce(identity); !announced)
        return Failure(announced.error());
    const auto challenge = machines().createChallenge(identity, caller);
    if (!challenge)
        return Failure(challenge.error());
    const auto signature = m_key.sign(personalMessageDigest(challenge->message));
    NewMachine proven = machine;
    proven.identityRef = identity;
    proven.identityProof = ProofInput{challenge->challengeId, signature->text()};
    auto made = machines().create(proven, caller);
    for (const MachineStatus status : statuses) {
        if (!made)
            return made;
        MachinePatch patch;
        patch.status = status;
        made = machines().update(made->id, patch, std::nullopt, caller);
    }
    return made;
}

Result<Machine> WindowWorkspace::addForklift(int number, const QList<MachineStatus> &statuses)
{
    NewMachine machine;
    machine.displayName = u"Forklift %1"_s.arg(number);
    machine.ownerId = u"warehouse-north"_s;
    machine.machineType = u"forklift"_s;
    machine.runtimeProfile = u"edge-v2"_s;
    machine.capabilities = {u"lift"_s};
    machine.labels = {{u"site"_s, u"hall-%1"_s.arg(number)}};
    return add(machine, *IdentityRef::parse(u"did:peaq:%1"_s.arg(number)), statuses);
}

} // namespace muster
