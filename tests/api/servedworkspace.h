// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changefeed.h"
#include "clock.h"
#include "controllerkey.h"
#include "machinedocument.h"
#include "orchestratorserver.h"
#include "registryentry.h"
#include "servicestack.h"
#include "workspacefile.h"

#include <QTemporaryDir>

namespace muster {

/// A real workspace on disk, served: store, services and HTTP server as the program puts them together. The
/// embedded registry knows did:peaq:1 to did:peaq:99, all controlled by one key, and did:peaq:900 without a
/// controller.
class ServedWorkspace
{
public:
    static constexpr const char *kApiKey = "0123456789abcdef-test-key";

    ServedWorkspace();

    /// The text of what could not be opened; empty when all is well.
    QString fault() const { return m_fault; }
    ServiceContext &context() { return *m_context; }
    /// Makes a stack of the workspace for the calling thread.
    StackFactory stacks();
    /// Replaces what the server's threads work with; before start().
    void setStacks(StackFactory makeStack) { m_makeStack = std::move(makeStack); }

    /// Starts on a free port; with kApiKey unless the options name another.
    Result<QUrl> start(ServerOptions options = {});
    OrchestratorServer &server() { return *m_server; }

    /// The signature of the controller under a challenge's message.
    QString signature(const QString &message) const;

private:
    Result<void> open();
    QList<RegistryEntry> registryEntries() const;

    QTemporaryDir m_folder;
    SystemClock m_clock;
    ChangeFeed m_feed;
    wire::MachineDocument m_renderer;
    ControllerKey m_key = ControllerKey::generate();
    std::unique_ptr<WorkspaceFile> m_file;
    std::unique_ptr<ServiceContext> m_context;
    StackFactory m_makeStack;
    std::unique_ptr<OrchestratorServer> m_server;
    QString m_fault;
};

} // namespace muster
