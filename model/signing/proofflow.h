// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "keptproof.h"
#include "orchestrator.h"
#include "result.h"
#include "signingdesk.h"

#include <QFuture>
#include <QObject>
#include <QPointer>

#include <qcorotask.h>

#include <memory>
#include <vector>

namespace muster {

class Pending;

/// What every flow that ends in a proof does: it asks for a fresh challenge, has it signed, and keeps the
/// proof here before it is sent; one that cannot be kept is not sent. GUI thread; nothing blocks. Every
/// future finishes with a result, with Cancelled when this object or the orchestrator goes first; nothing
/// more is asked of the service from then on. Cancelling a future stops before the next step, too.
class ProofFlow : public QObject
{
    Q_OBJECT

public:
    ~ProofFlow() override;

    /// Asks for a fresh challenge.
    QFuture<Result<Challenge>> requestChallenge(const IdentityRef &identity);

protected:
    /// A signature that was asked for, and whose it will be.
    struct Signing
    {
        QString signer;
        QFuture<Result<QString>> signature;
    };

    /// `place`: what the kept proofs name as their service, an URL or the folder of a workspace.
    ProofFlow(Orchestrator &orchestrator, SigningDesk &desk, QString place, QObject *parent);

    /// One that was made elsewhere, in a form of judgeForeignSignature(). VALIDATION_ERROR when it is not
    /// good.
    static Signing judged(const Challenge &challenge, const QString &signature);
    /// The proof's number in the evidence store; 0 where none is kept. A failure says that nothing was sent.
    static QCoro::Task<Result<qint64>> keepProof(QPointer<EvidenceDesk> evidence, KeptProof proof);
    /// Until it is answered; given up with this object.
    template <typename T>
    std::shared_ptr<T> remembered(std::shared_ptr<T> pending)
    {
        remember(pending);
        return pending;
    }

    const QPointer<Orchestrator> &orchestrator() const { return m_orchestrator; }
    const QPointer<SigningDesk> &desk() const { return m_desk; }
    const QString &place() const { return m_place; }

private:
    void remember(const std::shared_ptr<Pending> &pending);
    void giveUp();

    QPointer<Orchestrator> m_orchestrator;
    QPointer<SigningDesk> m_desk;
    const QString m_place;
    std::vector<std::weak_ptr<Pending>> m_underway;
};

} // namespace muster
