// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptproof.h"
#include "result.h"

#include <optional>

namespace muster {

/// Keeps the proofs that were made here. One thread.
class EvidenceStore
{
public:
    virtual ~EvidenceStore() = default;

    /// On the disk when it returns; the answer is the proof's number. StorageFailure: not kept.
    virtual Result<qint64> keep(const KeptProof &proof) = 0;
    /// What the service answered to the proof of this number: a record, or why it made none. NotFound when
    /// there is no such proof.
    virtual Result<void> complete(qint64 number, const QByteArray &record, const QString &refusal) = 0;
    /// The newest proof by `signer` for this challenge of this identity; nothing when none was made here.
    virtual Result<std::optional<KeptProof>> find(const IdentityRef &identity, const QString &challengeId,
                                                  const QString &signer) = 0;
};

} // namespace muster
