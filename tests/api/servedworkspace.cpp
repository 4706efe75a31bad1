// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedworkspace.h"

#include "keccak.h"
#include "registryfile.h"
#include "storereader.h"
#include "storewriter.h"

using namespace Qt::StringLiterals;

namespace muster {

ServedWorkspace::ServedWorkspace()
{
    if (const Result<void> opened = open(); !opened)
        m_fault = opened.error().message;
}

Result<void> ServedWorkspace::open()
{
    Result<std::unique_ptr<WorkspaceFile>> file = WorkspaceFile::open(m_folder.path());
    if (!file)
        return Failure(file.error());
    m_file = std::move(*file);
    const Result<std::unique_ptr<StoreReader>> reader = m_file->reader();
    if (!reader)
        return Failure(reader.error());
    const Result<QString> instance = (*reader)->instanceId();
    if (!instance)
        return Failure(instance.error());
    m_context.reset(new ServiceContext{.writer = m_file->writer(),
                                       .clock = m_clock,
                                       .feed = m_feed,
                                       .renderer = m_renderer,
                                       .instanceId = *instance});
    m_makeStack = stacks();
    return storeRegistryEntries(m_file->writer(), m_clock, registryEntries());
}

QList<RegistryEntry> ServedWorkspace::registryEntries() const
{
    QList<RegistryEntry> entries;
    for (int number = 1; number < 100; ++number) {
        const Result<IdentityRef> identity = IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
        entries.append(RegistryEntry{*identity, {m_key.address().text()}, {}, {}, true, true});
    }
    entries.append(RegistryEntry{*IdentityRef::parse(u"did:peaq:900"_s), {}, {}, {}, true, true});
    return entries;
}

StackFactory ServedWorkspace::stacks()
{
    return [this]() -> Result<std::unique_ptr<ServiceStack>> {
        Result<std::unique_ptr<StoreReader>> reader = m_file->reader();
        if (!reader)
            return Failure(reader.error());
        return std::make_unique<ServiceStack>(*m_context, std::move(*reader));
    };
}

Result<QUrl> ServedWorkspace::start(ServerOptions options)
{
    m_server = std::make_unique<OrchestratorServer>(m_makeStack, m_clock);
    options.port = 0;
    if (options.apiKey.isEmpty())
        options.apiKey = kApiKey;
    return m_server->start(options);
}

QString ServedWorkspace::signature(const QString &message) const
{
    const std::optional<Signature> signature = m_key.sign(personalMessageDigest(message.toUtf8()));
    return signature ? signature->text() : QString();
}

} // namespace muster
