// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"
#include "result.h"

#include <QList>

#include <optional>

namespace muster {

class StoreReader;
struct ServiceContext;

/// What the embedded registry tells anybody who asks (docs/contract.md MCR). One object, one thread.
class RegistryDirectory
{
public:
    static constexpr int kLargestLimit = 20;

    RegistryDirectory(const ServiceContext &context, StoreReader &reader);

    /// NotFound for an identity that the registry does not know; PeaqosIdentityUnavailable /
    /// identity_inactive, and resolver_unreachable where an MCR is asked instead of the embedded registry
    /// (what that says is not ours to pass on) or its silence is simulated. A simulated delay holds up the
    /// caller.
    Result<RegistryEntry> entry(const IdentityRef &identity);

    struct Fleet
    {
        QString operatorAddress; ///< EIP-55
        QList<RegistryEntry> entries;
        qint64 total = 0;
    };
    /// The active machines of an operator, `did:peaq:0x…` or a bare address; empty for an operator that is
    /// not known. resolver_unreachable as above, single identities' faults aside; VALIDATION_ERROR for
    /// anything else, and for a `limit` that is not from 1 to 20.
    Result<Fleet> machinesOf(const QString &operatorRef, qint64 offset, int limit);

private:
    /// Whether the registry is there to be asked; without an identity for a list.
    Result<void> checkAnswers(const std::optional<IdentityRef> &identity);

    const ServiceContext &m_context;
    StoreReader &m_reader;
};

} // namespace muster
