// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinelisting.h"

#include "clock.h"
#include "listcursor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Where a page begins; nothing for a cursor of another list.
std::optional<qint64> startOf(const MachineQuery &query)
{
    return query.cursor.isEmpty() ? std::optional<qint64>(0) : sequenceOfCursor(query.cursor);
}

} // namespace

QList<Issue> MachineListing::faults(const MachineQuery &query)
{
    QList<Issue> issues;
    if (query.limit < 1 || query.limit > kLargestLimit)
        issues.append({u"/limit"_s, u"The limit is a whole number from 1 to %1."_s.arg(kLargestLimit)});
    if (!startOf(query))
        issues.append({u"/cursor"_s, u"This is not a cursor of this list; start again without one."_s});
    return issues;
}

struct MachineListing::Filling
{
    StoredPage page;
    qint64 last = 0; ///< sequence of the last row that was looked at
    int looked = 0;
    bool atEnd = false;
    int judged = 0;
    std::optional<Error> unavailable;
};

MachineListing::MachineListing(StoreReader &reader, IdentityVerifier &verifier, const Clock &clock)
    : m_reader(reader)
    , m_verifier(verifier)
    , m_clock(clock)
{}

Result<StoredPage> MachineListing::page(const MachineQuery &query)
{
    if (const QList<Issue> issues = faults(query); !issues.isEmpty())
        return Failure(validationError(issues));
    Filling filling;
    filling.last = startOf(query).value_or(0);
    if (const Result<void> filled = fill(filling, query); !filled)
        return Failure(filled.error());

    if (filling.unavailable && filling.judged == 0 && !query.anyVerification)
        return Failure(*filling.unavailable);
    if (!filling.atEnd) {
        const Result<QList<StoredMachine>> next = m_reader.machinesAfter(filling.last, 1);
        if (!next)
            return Failure(next.error());
        if (!next->isEmpty())
            filling.page.nextCursor = listCursor(filling.last);
    }
    return std::move(filling.page);
}

Result<void> MachineListing::fill(Filling &filling, const MachineQuery &query)
{
    const int mostRows = query.limit * kRowsPerEntry;
    while (!filling.atEnd && filling.page.rows.size() < query.limit && filling.looked < mostRows) {
        const int wanted = int(std::max<qsizetype>(query.limit - filling.page.rows.size(), kRowsPerEntry));
        const int batch = std::min(wanted, mostRows - filling.looked);
        Result<QList<StoredMachine>> rows = m_reader.machinesAfter(filling.last, batch);
        if (!rows)
            return Failure(rows.error());
        filling.atEnd = rows->size() < batch;
        for (StoredMachine &row : *rows) {
            if (filling.page.rows.size() == query.limit) {
                filling.atEnd = false;
                break;
            }
            filling.last = row.sequence;
            ++filling.looked;
            if (const Result<bool> taken = take(filling, std::move(row), query); !taken)
                return Failure(taken.error());
        }
    }
    return {};
}

Result<bool> MachineListing::take(Filling &filling, StoredMachine row, const MachineQuery &query)
{
    if (query.status && row.machine.status != *query.status)
        return false;
    const bool archived = row.machine.status == MachineStatus::Archived;
    if (archived && !query.anyVerification)
        return false;

    Verification verification{Verification::State::NotChecked, {}, m_clock.now()};
    if (!archived) {
        const Result<IdentityVerifier::Judgement> judgement = m_verifier.judge(row.machine);
        if (!judgement)
            return Failure(judgement.error());
        verification = judgement->verification;
        if (verification.state == Verification::State::Unavailable)
            filling.unavailable = judgement->refusal;
        else
            ++filling.judged;
    }
    if (verification.state == Verification::State::Failed && !query.anyVerification)
        return false;

    if (row.machine.identityProof)
        row.machine.identityProof->evidence.reset();
    if (query.anyVerification)
        row.machine.verification = verification;
    filling.page.rows.append(std::move(row));
    return true;
}

} // namespace muster
