// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "machine.h"
#include "newmachine.h"
#include "proofflow.h"

#include <functional>
#include <optional>

namespace muster {

template <typename T>
class PendingAnswer;

/// One registration: challenge → the user sees the exact bytes → sign → keep the proof here → create →
/// activate.
class Registration : public ProofFlow
{
    Q_OBJECT

public:
    Registration(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent = nullptr);

    /// When creation succeeded and activation did not, `machine` is the draft.
    struct Outcome
    {
        Machine machine;
        std::optional<Error> activationError;
        std::optional<Error> evidenceError; ///< the proof is kept, the record that it led to is not
    };
    /// Signs exactly `challenge`, creates the record for its identity and, if asked, activates it. `machine`
    /// carries what the user typed; an identity in it that is not the challenge's is a VALIDATION_ERROR, a
    /// proof in it is replaced.
    QFuture<Result<Outcome>> signAndCreate(const Challenge &challenge, const Address &signer,
                                           const NewMachine &machine, bool activate);
    /// The same with a signature that was made elsewhere, in a form of judgeForeignSignature(); no key is
    /// needed. One that is not good is a VALIDATION_ERROR, and nothing is sent.
    QFuture<Result<Outcome>> createWithSignature(const Challenge &challenge, const QString &signature,
                                                 const NewMachine &machine, bool activate);

private:
    struct Proving;
    /// Asks for the signature only when everything else is in order.
    QFuture<Result<Outcome>> create(const Challenge &challenge, const std::function<Signing()> &sign,
                                    const NewMachine &machine, bool activate);
    static QCoro::Task<> signCreateAndActivate(std::shared_ptr<PendingAnswer<Outcome>> answer,
                                               QPointer<Orchestrator> orchestrator,
                                               QPointer<EvidenceDesk> evidence,
                                               QFuture<Result<QString>> signing, Proving proving);
};

} // namespace muster
