// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityverifier.h"
#include "machinequery.h"
#include "storedpage.h"

namespace muster {

/// Fills pages with the records that may be seen (contract ID, list). One object, one thread.
class MachineListing
{
public:
    /// Rows looked at for one page, as a multiple of its limit.
    static constexpr int kRowsPerEntry = 20;
    static constexpr int kLargestLimit = 500;

    MachineListing(StoreReader &reader, IdentityVerifier &verifier, const Clock &clock);

    /// VALIDATION_ERROR with faults(), where there are any.
    Result<StoredPage> page(const MachineQuery &query);

    /// What is wrong with a limit and a cursor, at `/limit` and `/cursor`. Any thread.
    static QList<Issue> faults(const MachineQuery &query);

private:
    struct Filling;
    Result<void> fill(Filling &filling, const MachineQuery &query);
    Result<bool> take(Filling &filling, StoredMachine row, const MachineQuery &query);

    StoreReader &m_reader;
    IdentityVerifier &m_verifier;
    const Clock &m_clock;
};

} // namespace muster
