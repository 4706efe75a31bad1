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
    if (const auto answers = checkAnswers(identity); !answers)
        return Failure(answers.error());
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

Result<void> RegistryDirectory::checkAnswers(const std::optional<IdentityRef> &identity)
{
    if (m_context.resolver)
        return fail(ErrorCode::PeaqosIdentityUnavailable,
                    u"This orchestrator asks another registry and keeps none; ask that one."_s,
                    {{u"reason"_s, QString(reason::kResolverUnreachable)}});
    if (m_context.faults->waitOut(identity).unreachable)
        return fail(ErrorCode::PeaqosIdentityUnavailable,
                    u"The identity registry does not answer; that is simulated."_s,
                    {{u"reason"_s, QString(reason::kResolverUnreachable)}, {u"simulated"_s, true}});
    return {};
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
    if (const auto answers = checkAnswers(std::nullopt); !answers)
        return Failure(answers.error());
    const Result<qint64> total = m_reader.registryCountOf(address->text());
    if (!total)
        return Failure(total.error());
    Result<QList<RegistryEntry>> entries = m_reader.registryEntriesOf(address->text(), offset, limit);
    if (!entries)
        return Failure(entries.error());
    return Fleet{address->text(), *std::move(entries), *total};
}

} // namespace muster
