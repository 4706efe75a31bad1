// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditnotes.h"
#include "challenge.h"
#include "identityproof.h"
#include "result.h"

namespace muster {

class ControllerSource;
class StoreReader;
class StoreWriter;
struct ServiceContext;

/// Judges a proof that a client sends, in the order of the contract: challenge known, for this identity,
/// unused, unexpired → signature well-formed → identity resolves → signer is a controller. A well-formed
/// signature of somebody else counts as a wrong attempt; every refusal is told to the audit log. One object,
/// one thread.
class ProofExaminer
{
public:
    /// Wrong signatures after which a challenge is dead.
    static constexpr int kWrongAttempts = 5;

    ProofExaminer(const ServiceContext &context, StoreReader &reader, ControllerSource &controllers,
                  const Caller &caller);

    /// The proof as it is to be kept, with evidence. Consumes nothing: that belongs to the transaction that
    /// stores it.
    Result<IdentityProof> examine(const ProofInput &input, const IdentityRef &identity);

private:
    Result<StoredChallenge> usableChallenge(const ProofInput &input, const IdentityRef &identity);
    Failure refuse(const Error &refusal, const AuditSubject &subject);
    Failure refuseWrongSigner(const StoredChallenge &stored, const QString &recovered,
                              const QStringList &controllers);

    const ServiceContext &m_context;
    StoreReader &m_reader;
    ControllerSource &m_controllers;
    const Caller &m_caller;
};

} // namespace muster
