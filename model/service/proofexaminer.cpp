// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofexaminer.h"

#include "address.h"
#include "controllersource.h"
#include "identityerrors.h"
#include "identityverifier.h"
#include "keccak.h"
#include "refusallog.h"
#include "servicestack.h"
#include "signature.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

AuditSubject subjectOf(const StoredChallenge &stored)
{
    return {u"challenge"_s, stored.challenge.challengeId, stored.challenge.identityRef};
}

} // namespace

ProofExaminer::ProofExaminer(const ServiceContext &context, StoreReader &reader,
                             ControllerSource &controllers, const Caller &caller)
    : m_context(context)
    , m_reader(reader)
    , m_controllers(controllers)
    , m_caller(caller)
{}

Result<IdentityProof> ProofExaminer::examine(const ProofInput &input, const IdentityRef &identity)
{
    const Result<StoredChallenge> stored = usableChallenge(input, identity);
    if (!stored)
        return Failure(stored.error());

    const Challenge &challenge = stored->challenge;
    Signature::Fault fault{};
    const std::optional<Signature> signature = Signature::parse(input.signature, &fault);
    if (!signature)
        return refuse(proofRefused(reason::kMalformedSignature, {{u"fault"_s, signatureFaultText(fault)}}),
                      subjectOf(*stored));
    const auto signer = recoverSigner(personalMessageDigest(challenge.message), *signature);
    if (!signer)
        return refuse(proofRefused(reason::kMalformedSignature), subjectOf(*stored));

    const Result<Resolution> resolution = m_controllers.resolve(identity);
    if (!resolution)
        return Failure(resolution.error());
    if (!namesController(resolution->controllers, *signer))
        return refuseWrongSigner(*stored, signer->text(), resolution->controllers);

    return IdentityProof{identity,
                         signer->text(),
                         challenge.challengeId,
                         m_context.clock.now(),
                         challenge.expiresAt,
                         resolution->controllers,
                         ProofEvidence{challenge.message, signature->text()}};
}

Result<StoredChallenge> ProofExaminer::usableChallenge(const ProofInput &input, const IdentityRef &identity)
{
    const AuditSubject unknown{u"identity"_s, identity.did(), identity};
    const Result<std::optional<StoredChallenge>> found = m_reader.challenge(input.challengeId);
    if (!found)
        return Failure(found.error());
    if (!*found)
        return refuse(proofRefused(reason::kUnknownChallenge), unknown);
    const StoredChallenge &stored = **found;
    if (stored.challenge.identityRef != identity)
        return refuse(proofRefused(reason::kChallengeForOther,
                                   {{u"challengeIdentityRef"_s, stored.challenge.identityRef.did()}}),
                      subjectOf(stored));
    if (stored.usedAt)
        return refuse(proofRefused(reason::kChallengeUsed), subjectOf(stored));
    if (stored.wrongAttempts >= kWrongAttempts)
        return refuse(proofRefused(reason::kTooManyAttempts), subjectOf(stored));
    if (m_context.clock.now() >= stored.challenge.expiresAt)
        return refuse(
            proofRefused(reason::kChallengeExpired, {{u"expiresAt"_s, stored.challenge.expiresAt.text()}}),
            subjectOf(stored));
    return stored;
}

Failure ProofExaminer::refuse(const Error &refusal, const AuditSubject &subject)
{
    refusallog::record(m_context, refusallog::proofRefusal(m_context, m_caller, refusal, subject));
    return Failure(refusal);
}

// Fails closed: an attempt that cannot be counted is a storage failure, not one more free attempt.
Failure ProofExaminer::refuseWrongSigner(const StoredChallenge &stored, const QString &recovered,
                                         const QStringList &controllers)
{
    const QString id = stored.challenge.challengeId;
    Error refusal = proofRefused(reason::kSignerNotController,
                                 {{u"recoveredAddress"_s, recovered},
                                  {u"controllerAddresses"_s, QJsonArray::fromStringList(controllers)}});
    const QList<AuditEvent> events = refusallog::eventsFor(
        m_context, refusallog::proofRefusal(m_context, m_caller, refusal, subjectOf(stored)));
    int attempts = 0;
    const Result<void> counted = m_context.writer.write([&](WriteSession &session) -> Result<void> {
        const Result<int> now = session.countWrongAttempt(id);
        if (!now)
            return Failure(now.error());
        attempts = *now;
        for (const AuditEvent &event : events) {
            if (auto appended = session.appendAuditEvent(event); !appended)
                return appended;
        }
        return {};
    });
    if (!counted)
        return Failure(counted.error());
    refusal.details.insert("attemptsLeft"_L1, std::max(0, kWrongAttempts - attempts));
    return Failure(refusal);
}

} // namespace muster
