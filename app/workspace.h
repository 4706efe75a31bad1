// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditkeeper.h"
#include "changefeed.h"
#include "identityresolver.h"
#include "machinedocument.h"
#include "movableclock.h"
#include "registryentry.h"
#include "resolutionrefresher.h"
#include "result.h"
#include "servicestack.h"
#include "workspacefile.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>

namespace muster {

/// How a workspace is opened.
struct WorkspaceOptions
{
    QString folder;                           ///< empty with `ephemeral`
    bool ephemeral = false;                   ///< a temporary folder that goes with the program
    bool demo = false;                        ///< fill an empty workspace with the demo fleet
    bool verificationRequired = true;         ///< PEAQOS_MACHINE_IDENTITY_VERIFICATION
    int challengeSeconds = 300;               ///< 1 to 3600
    int auditDays = AuditKeeper::kDays;       ///< how far back the audit log reaches
    std::optional<QString> defaultController; ///< EIP-55; answers every identity the registry does not know
    QString challengeText;     ///< name of a simulated text of challenges; empty: the contract's own
    QUrl mcrUrl;               ///< PEAQOS_MCR_API_URL: asked instead of the embedded registry; empty: none
    int mcrFreshSeconds = 600; ///< 0 to 3600
};

class Settings;

/// As the user has set it for the window's workspace; the folder is left to be chosen. GUI thread.
WorkspaceOptions workspaceOptionsFrom(const Settings &settings);

/// An open workspace with everything that its service stacks share. Opening reads and writes files: not on
/// the GUI thread. Outlives every stack and orchestrator made from it.
class Workspace
{
public:
    /// Errors as WorkspaceFile::open, plus StorageFailure when the demo fleet cannot be stored.
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions &options);
    ~Workspace();

    /// Makes a stack for the thread that calls it. Usable from any thread while this object lives.
    StackFactory stackFactory() const;
    ChangeFeed &feed() { return m_feed; }
    MovableClock &clock() { return m_clock; }
    SimulatedFaults &faults() { return *m_context->faults; }
    SimulatedTexts &challengeTexts() { return *m_context->texts; }
    WorkspaceFile &file() { return *m_file; }
    QString folder() const { return m_file->folder(); }
    /// Whether it holds machines of the demo fleet, however it was opened.
    bool isDemo() const { return m_demo; }
    bool isVerificationRequired() const { return m_context->verificationRequired; }
    bool isEphemeral() const { return m_temporary != nullptr; }
    /// Adds or replaces identities of the embedded registry. Any thread but the writer's.
    Result<void> loadRegistry(const QList<RegistryEntry> &entries);
    /// Before the program ends: nobody waits for an MCR, or for one that is simulated, any more. Any thread.
    void endWaits();

private:
    Workspace(std::unique_ptr<QTemporaryDir> temporary, std::unique_ptr<WorkspaceFile> file);
    Result<void> prepare(const WorkspaceOptions &options);
    void askMcr(const WorkspaceOptions &options);
    Result<void> followDemo(StoreReader &reader, bool asked);
    Result<void> fillWithDemo();

    std::unique_ptr<QTemporaryDir> m_temporary;
    MovableClock m_clock;
    ChangeFeed m_feed;
    wire::MachineDocument m_renderer;
    std::unique_ptr<WorkspaceFile> m_file;
    std::optional<ServiceContext> m_context;
    std::unique_ptr<AuditKeeper> m_auditKeeper;
    std::unique_ptr<IdentityResolver> m_resolver;
    std::unique_ptr<ResolutionRefresher> m_refresher;
    bool m_demo = false;
};

} // namespace muster
