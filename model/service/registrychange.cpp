// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrychange.h"

#include "auditnotes.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kAttempts = 10;

Error unknownIdentity(const IdentityRef &identity)
{
    return fail(ErrorCode::NotFound, u"The registry does not know %1; set it first."_s.arg(identity.did()))
        .value();
}

Failure movedOn()
{
    return fail(ErrorCode::PreconditionFailed,
                u"The identity registry changed meanwhile; send the change again."_s);
}

} // namespace

RegistryChange::RegistryChange(ServiceStack &stack, Caller caller)
    : m_stack(stack)
    , m_caller(std::move(caller))
{}

Result<void> RegistryChange::store(const RegistryEntry &entry, const std::optional<RegistryEntry> &before,
                                   qint64 revision)
{
    const ServiceContext &context = m_stack.context();
    const AuditEvent event = registryEvent(context.clock, m_caller, entry.identityRef, before, entry);
    return context.writer.write([&](WriteSession &session) -> Result<void> {
        const auto now = session.registryRevision();
        if (!now)
            return Failure(now.error());
        if (*now != revision)
            return movedOn();
        if (auto stored = session.upsertRegistryEntry(entry); !stored)
            return stored;
        return session.appendAuditEvent(event);
    });
}

Result<RegistryEntry> RegistryChange::change(const IdentityRef &identity, const Next &next)
{
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto revision = m_stack.reader().registryRevision();
        if (!revision)
            return Failure(revision.error());
        const auto before = m_stack.reader().registryEntry(identity);
        if (!before)
            return Failure(before.error());
        auto after = next(*before);
        if (!after || *before == *after)
            return after;
        const auto stored = store(*after, *before, *revision);
        if (stored)
            return after;
        if (stored.error().code != ErrorCode::PreconditionFailed)
            return Failure(stored.error());
    }
    return movedOn();
}

Result<void> RegistryChange::set(const RegistryEntry &entry)
{
    const auto changed =
        change(entry.identityRef,
               [&](const std::optional<RegistryEntry> &) -> Result<RegistryEntry> { return entry; });
    return changed ? Result<void>() : Result<void>(Failure(changed.error()));
}

Result<RegistryEntry> RegistryChange::edit(const IdentityRef &identity,
                                           const std::function<void(RegistryEntry &)> &edit)
{
    return change(identity, [&](const std::optional<RegistryEntry> &before) -> Result<RegistryEntry> {
        if (!before)
            return Failure(unknownIdentity(identity));
        RegistryEntry after = *before;
        edit(after);
        return after;
    });
}

Result<void> RegistryChange::remove(const IdentityRef &identity)
{
    const ServiceContext &context = m_stack.context();
    const auto before = m_stack.reader().registryEntry(identity);
    if (!before)
        return Failure(before.error());
    const AuditEvent event = registryEvent(context.clock, m_caller, identity, *before, std::nullopt);
    return context.writer.write([&](WriteSession &session) -> Result<void> {
        const auto removed = session.removeRegistryEntry(identity);
        if (!removed)
            return Failure(removed.error());
        if (!*removed)
            return Failure(unknownIdentity(identity));
        return session.appendAuditEvent(event);
    });
}

} // namespace muster
