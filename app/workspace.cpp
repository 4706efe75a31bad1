// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include "machineseed.h"
#include "mcrconnection.h"
#include "privatefile.h"
#include "registryfile.h"
#include "seedfile.h"
#include "settings.h"
#include "storereader.h"
#include "storewriter.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Whether a machine of the demo fleet is kept, whose key is public.
Result<bool> holdsDemoMachine(StoreReader &reader)
{
    const auto machines = demoMachines();
    if (!machines)
        return Failure(machines.error());
    for (const Machine &machine : *machines) {
        const auto held = reader.machine(machine.id);
        if (!held)
            return Failure(held.error());
        if (*held)
            return true;
    }
    return false;
}

Result<void> keepDemoKeys(const QString &folder)
{
    const QString path = folder + u"/demo-keys.txt"_s;
    if (QFileInfo(path).isFile())
        return {};
    const auto identities = demoIdentities();
    if (!identities)
        return Failure(identities.error());
    return writePrivateFile(path, demoKeysText(*identities));
}

} // namespace

WorkspaceOptions workspaceOptionsFrom(const Settings &settings)
{
    const ServerSettings server = settings.serverSettings();
    WorkspaceOptions options;
    options.verificationRequired = server.verificationRequired;
    options.auditDays = server.auditDays;
    return options;
}

Workspace::Workspace(std::unique_ptr<QTemporaryDir> temporary, std::unique_ptr<WorkspaceFile> file)
    : m_temporary(std::move(temporary))
    , m_file(std::move(file))
{}

Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions &options)
{
    std::unique_ptr<QTemporaryDir> temporary;
    QString folder = options.folder;
    if (options.ephemeral) {
        temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/muster-XXXXXX"_s);
        if (!temporary->isValid())
            return fail(ErrorCode::StorageFailure,
                        u"No temporary folder can be made: %1."_s.arg(temporary->errorString()));
        folder = temporary->path();
    }
    auto file = WorkspaceFile::open(folder);
    if (!file)
        return Failure(file.error());
    std::unique_ptr<Workspace> workspace(new Workspace(std::move(temporary), std::move(*file)));
    if (const auto ready = workspace->prepare(options); !ready)
        return Failure(ready.error());
    return workspace;
}

Result<void> Workspace::prepare(const WorkspaceOptions &options)
{
    auto reader = m_file->reader();
    if (!reader)
        return Failure(reader.error());
    const auto instance = (*reader)->instanceId();
    if (!instance)
        return Failure(instance.error());
    m_context.emplace(ServiceContext{m_file->writer(), m_clock, m_feed, m_renderer, *instance,
                                     options.challengeSeconds, options.verificationRequired,
                                     options.defaultController});
    m_context->texts->use(options.challengeText);
    m_auditKeeper = std::make_unique<AuditKeeper>(*m_context, options.auditDays);
    if (!options.mcrUrl.isEmpty())
        askMcr(options);
    return followDemo(**reader, options.demo);
}

void Workspace::askMcr(const WorkspaceOptions &options)
{
    m_resolver = std::make_unique<IdentityResolver>(std::make_unique<McrConnection>(options.mcrUrl),
                                                    m_file->writer(), m_clock, options.mcrFreshSeconds);
    m_context->resolver = m_resolver.get();
    m_refresher = std::make_unique<ResolutionRefresher>([this] { return m_file->reader(); }, m_file->writer(),
                                                        *m_resolver, m_clock);
}

void Workspace::endWaits()
{
    m_context->faults->end();
    if (m_resolver)
        m_resolver->endWaits();
}

StackFactory Workspace::stackFactory() const
{
    return [this]() -> Result<std::unique_ptr<ServiceStack>> {
        auto reader = m_file->reader();
        if (!reader)
            return Failure(reader.error());
        return std::make_unique<ServiceStack>(*m_context, std::move(*reader));
    };
}

Result<void> Workspace::followDemo(StoreReader &reader, bool asked)
{
    const auto count = reader.machineCount();
    if (!count)
        return Failure(count.error());
    const auto holds = holdsDemoMachine(reader);
    if (!holds)
        return Failure(holds.error());
    m_demo = *holds || (asked && *count == 0);
    if (!asked || !m_demo)
        return {};
    // The keys come first: the fleet without them would count as filled, and nobody could sign for it.
    if (auto kept = keepDemoKeys(folder()); !kept)
        return kept;
    return *holds ? Result<void>() : fillWithDemo();
}

Result<void> Workspace::fillWithDemo()
{
    const auto stack = stackFactory()();
    if (!stack)
        return Failure(stack.error());
    const auto content = demoContent();
    if (!content)
        return Failure(content.error());
    if (auto loaded = loadRegistry(content->entries); !loaded)
        return loaded;
    if (const auto seeded = seedMachines(**stack, content->machines); !seeded)
        return Failure(seeded.error());
    return {};
}

Result<void> Workspace::loadRegistry(const QList<RegistryEntry> &entries)
{
    return storeRegistryEntries(m_file->writer(), m_clock, entries);
}

} // namespace muster
