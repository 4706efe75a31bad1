// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"
#include "machine.h"
#include "newmachine.h"
#include "result.h"

#include <QFuture>
#include <QObject>

namespace muster {

class Orchestrator;
class SigningDesk;

/// One registration: challenge → the user sees the exact bytes → sign → create → activate. Outlives the page that shows
/// it (owned by app or by the window, not by a dialog). GUI thread; nothing blocks.
class Registration : public QObject
{
    Q_OBJECT

public:
    Registration(Orchestrator &orchestrator, SigningDesk &desk, QObject *parent = nullptr);

    /// Asks for a fresh challenge.
    QFuture<Result<Challenge>> requestChallenge(const IdentityRef &identity);
    /// Signs exactly `challenge`, creates the record and, if asked, activates it. When creation succeeded and activation
    /// did not, the answer is the draft in `Outcome::machine` with `Outcome::activationError`.
    struct Outcome
    {
        Machine machine;
        std::optional<Error> activationError;
    };
    QFuture<Result<Outcome>> signAndCreate(const Challenge &challenge, const Address &signer, const NewMachine &machine,
                                           bool activate);

private:
    Orchestrator &m_orchestrator;
    SigningDesk &m_desk;
};

} // namespace muster
