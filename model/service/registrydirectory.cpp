// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrydirectory.h"

#include "address.h"
#include "identityerrors.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kDidPrefix = "did:peaq:"_L1;

std::optional<Address> operatorAddress(QStringView operatorRef)
{
    if (operatorRef.startsWith(kDidPrefix))
        operatorRef = operatorRef.sliced(kDidPrefix.size());
    return Address::parse(operatorRef);
}

} // namespace

RegistryDirectory::RegistryDirectory(const ServiceContext &context, StoreReader &reader)
    : m_context(context)
    , m_reader(reader)
{}

Result<RegistryEntry> RegistryDirectory::entry(const IdentityRef &identity)
{
    if (m_context.resolver)
        return Failure(identityUnavailable(identity, reason::kResolverUnreachable));
    Result<std::optional<RegistryEntry>> entry = m_reader.registryEntry(identity);
    if (!entry)
        return Failure(entry.error());
    if (!*entry && m_context.defaultController)
        return RegistryEntry{identity, {*m_context.defaultController}, {}, {}, true, true};
    if (!*entry)
        return fail(ErrorCode::NotFound, u"The machine %1 is not registered here."_s.arg(identity.did()));
    if (!(*entry)->active)
        return Failure(identityUnavailable(identity, reason::kIdentityInactive));
    return **std::move(entry);
}

Result<RegistryDirectory::Fleet> RegistryDirectory::machinesOf(const QString &operatorRef, qint64 offset,
                                                               int limit)
{
    const std::optional<Address> address = operatorAddress(operatorRef);
    QList<Issue> issues;
    if (!address)
        issues.append({u"/did"_s, u"Invalid Ethereum address format"_s});
    if (offset < 0)
        issues.append({u"/offset"_s, u"offset must be 0 or more"_s});
    if (limit < 1 || limit > kLargestLimit)
        issues.append({u"/limit"_s, u"limit must be from 1 to %1"_s.arg(kLargestLimit)});
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    const Result<qint64> total = m_reader.registryCountOf(address->text());
    if (!total)
        return Failure(total.error());
    Result<QList<RegistryEntry>> entries = m_reader.registryEntriesOf(address->text(), offset, limit);
    if (!entries)
        return Failure(entries.error());
    return Fleet{address->text(), *std::move(entries), *total};
}

} // namespace muster
