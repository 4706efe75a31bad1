// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddedregistry.h"

#include "clock.h"
#include "identityerrors.h"
#include "storereader.h"

namespace muster {

EmbeddedRegistry::EmbeddedRegistry(StoreReader &reader, const Clock &clock,
                                   std::optional<QString> defaultController)
    : m_reader(reader)
    , m_clock(clock)
    , m_defaultController(std::move(defaultController))
{}

Result<Resolution> EmbeddedRegistry::resolve(const IdentityRef &identity)
{
    const Result<std::optional<RegistryEntry>> entry = m_reader.registryEntry(identity);
    if (!entry)
        return Failure(entry.error());
    if (!*entry && m_defaultController)
        return Resolution{{*m_defaultController}, true, m_clock.now()};
    if (!*entry)
        return Failure(identityUnavailable(identity, reason::kIdentityNotFound));
    if (!(*entry)->active)
        return Failure(identityUnavailable(identity, reason::kIdentityInactive));
    if ((*entry)->controllers.isEmpty())
        return Failure(identityUnavailable(identity, reason::kNoEvmController));
    return Resolution{(*entry)->controllers, (*entry)->bonded, m_clock.now()};
}

} // namespace muster
