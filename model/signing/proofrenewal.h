// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "machine.h"
#include "proofflow.h"

#include <functional>
#include <optional>

namespace muster {

template <typename T>
class PendingAnswer;

/// Proves a registered machine again: challenge → sign → keep the proof here → send it to the record, where
/// it takes the place of the old one (contract ID, PATCH with identityProof).
class ProofRenewal : public ProofFlow
{
    Q_OBJECT

public:
    ProofRenewal(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent = nullptr);

    struct Outcome
    {
        Machine machine;                    ///< as the service answered, with the new proof
        std::optional<Error> evidenceError; ///< the proof is kept, the record that it led to is not
    };
    /// Signs exactly `challenge`, whose bytes the user saw, and sends the proof. BadResponse when the service
    /// answers with another proof than this one.
    QFuture<Result<Outcome>> signAndSend(const Challenge &challenge, const Address &signer,
                                         const QString &machineId);
    /// The same under the approval that stands at the desk's GrantDesk, whose words a refusal has;
    /// `instance`: what the service calls itself.
    QFuture<Result<Outcome>> sendUnderApproval(const Challenge &challenge, const QString &instance,
                                               const QString &machineId);
    /// The same with a signature that was made elsewhere, in a form of judgeForeignSignature().
    QFuture<Result<Outcome>> sendSignature(const Challenge &challenge, const QString &signature,
                                           const QString &machineId);

private:
    struct Proving;
    QFuture<Result<Outcome>> send(const Challenge &challenge, const QString &machineId,
                                  const std::function<Signing()> &sign);
    static QCoro::Task<> signKeepAndSend(std::shared_ptr<PendingAnswer<Outcome>> answer,
                                         QPointer<Orchestrator> orchestrator, QPointer<EvidenceDesk> evidence,
                                         QFuture<Result<QString>> signing, Proving proving);
};

} // namespace muster
