// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"
#include "machine.h"
#include "newmachine.h"
#include "orchestrator.h"
#include "result.h"
#include "signingdesk.h"

#include <QFuture>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace muster {

class Pending;

/// One registration: challenge → the user sees the exact bytes → sign → keep the proof here → create →
/// activate. A proof that cannot be kept is not sent. GUI thread; nothing blocks. Every future finishes with
/// a result, with Cancelled when this object or the orchestrator goes first; nothing more is asked of the
/// service from then on. Cancelling a future stops before the next step, too.
class Registration : public QObject
{
    Q_OBJECT

public:
    /// `place`: what the kept proofs name as their service, an URL or the folder of a workspace.
    Registration(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent = nullptr);
    ~Registration() override;

    /// Asks for a fresh challenge.
    QFuture<Result<Challenge>> requestChallenge(const IdentityRef &identity);

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
    struct Signing
    {
        QString signer;
        QFuture<Result<QString>> signature;
    };
    /// Asks for the signature only when everything else is in order.
    QFuture<Result<Outcome>> create(const Challenge &challenge, const std::function<Signing()> &sign,
                                    const NewMachine &machine, bool activate);
    template <typename T>
    std::shared_ptr<T> remembered(std::shared_ptr<T> pending);
    void giveUp();

    QPointer<Orchestrator> m_orchestrator;
    QPointer<SigningDesk> m_desk;
    const QString m_place;
    std::vector<std::weak_ptr<Pending>> m_underway;
};

} // namespace muster
