// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changefeed.h"
#include "clock.h"
#include "controllerkey.h"
#include "machinedocument.h"
#include "newmachine.h"
#include "servicestack.h"
#include "workspacefile.h"

#include <atomic>
#include <memory>
#include <optional>

namespace muster {

class MachineRegistry;
class Orchestrator;
class RegistryEditor;

/// The computer's clock, moved by a number of seconds.
class ShiftedClock final : public Clock
{
public:
    Timestamp now() const override;
    std::atomic<qint64> shiftSeconds = 0;
};

/// A workspace on disk with the services on top, for tests of the window: real store, real rules, real
/// signatures.
class WindowWorkspace
{
public:
    static Result<std::unique_ptr<WindowWorkspace>> open(const QString &folder);
    ~WindowWorkspace();

    /// The port as the window gets it. The workspace must outlive it.
    std::shared_ptr<Orchestrator> orchestrator();
    std::shared_ptr<RegistryEditor> registry();
    /// The rules, as another caller than the window would use them.
    MachineRegistry &machines();
    const ControllerKey &controller() const { return m_key; }

    /// Moves the workspace's clock: what is done next was done then.
    void setClockShift(qint64 seconds) { m_clock.shiftSeconds = seconds; }
    /// Makes `controller` (EIP-55) the one who controls the identity; without it, this workspace's own key.
    Result<void> announce(const IdentityRef &identity, const QString &controller = {});
    /// Registers a machine through challenge and signature and moves it through `statuses`.
    Result<Machine> add(const NewMachine &machine, const IdentityRef &identity,
                        const QList<MachineStatus> &statuses = {MachineStatus::Active});
    /// Forklift `number` with the identity did:peaq:`number`.
    Result<Machine> addForklift(int number, const QList<MachineStatus> &statuses = {MachineStatus::Active});

private:
    StackFactory stackFactory();
    explicit WindowWorkspace(std::unique_ptr<WorkspaceFile> file);

    ShiftedClock m_clock;
    ChangeFeed m_feed;
    wire::MachineDocument m_renderer;
    ControllerKey m_key = ControllerKey::generate();
    std::unique_ptr<WorkspaceFile> m_file;
    std::optional<ServiceContext> m_context;
    std::unique_ptr<ServiceStack> m_stack;
};

} // namespace muster
