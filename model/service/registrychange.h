// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"
#include "registryentry.h"
#include "result.h"

#include <functional>
#include <optional>

namespace muster {

class ServiceStack;

/// Changes of single identities of the embedded registry, each one write with its audit event. On the
/// stack's thread.
class RegistryChange
{
public:
    RegistryChange(ServiceStack &stack, Caller caller);

    /// Adds the identity or replaces what was known of it; nothing happens when it is the same.
    Result<void> set(const RegistryEntry &entry);
    /// Reads the entry, lets `edit` change it and stores it; judged again when the registry changed
    /// meanwhile. NotFound when the registry does not know the identity.
    Result<RegistryEntry> edit(const IdentityRef &identity, const std::function<void(RegistryEntry &)> &edit);
    /// NotFound when the registry does not know the identity.
    Result<void> remove(const IdentityRef &identity);

private:
    using Next = std::function<Result<RegistryEntry>(const std::optional<RegistryEntry> &)>;
    Result<RegistryEntry> change(const IdentityRef &identity, const Next &next);
    Result<void> store(const RegistryEntry &entry, const std::optional<RegistryEntry> &before,
                       qint64 revision);

    ServiceStack &m_stack;
    Caller m_caller;
};

} // namespace muster
