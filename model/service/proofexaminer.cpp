// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofexaminer.h"

#include "address.h"
#include "controllersource.h"
#include "identityerrors.h"
#include "identityverifier.h"
#include "keccak.h"
#include "servicestack.h"
#include "signature.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

AuditSubject subjectOf(const StoredChallenge &stored)
{
    return {u"challenge"_s, stored.challenge.challengeId};
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
    const AuditSubject unknown{u"identity"_s, identity.did()};
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

// A refusal that cannot be logged is still the answer: nothing was changed.
Failure ProofExaminer::refuse(const Error &refusal, const AuditSubject &subject)
{
    const RefusalBudget::Grant grant = m_context.refusals->take(m_context.clock.now());
    if (grant.granted) {
        const AuditEvent event = refusalEvent(refusal, subject, grant.notRecorded);
        const Result<void> logged = m_context.writer.write(
            [&event](WriteSession &session) { return session.appendAuditEvent(event); });
        if (!logged)
            qWarning("A refused proof could not be written to the audit log: %ls",
                     qUtf16Printable(logged.error().message));
    }
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
    const RefusalBudget::Grant grant = m_context.refusals->take(m_context.clock.now());
    const AuditEvent event = refusalEvent(refusal, subjectOf(stored), grant.notRecorded);
    int attempts = 0;
    const Result<void> counted = m_context.writer.write([&](WriteSession &session) -> Result<void> {
        const Result<int> now = session.countWrongAttempt(id);
        if (!now)
            return Failure(now.error());
        attempts = *now;
        return grant.granted ? session.appendAuditEvent(event) : Result<void>();
    });
    if (!counted)
        return Failure(counted.error());
    refusal.details.insert("attemptsLeft"_L1, std::max(0, kWrongAttempts - attempts));
    return Failure(refusal);
}

AuditEvent ProofExaminer::refusalEvent(const Error &refusal, const AuditSubject &subject,
                                       int notRecorded) const
{
    QJsonObject payload{{u"code"_s, refusal.codeName()}, {u"reason"_s, reasonOf(refusal)}};
    const QJsonValue recovered = refusal.details.value("recoveredAddress"_L1);
    if (!recovered.isUndefined())
        payload.insert("recoveredAddress"_L1, recovered);
    if (notRecorded > 0)
        payload.insert("notRecordedBefore"_L1, notRecorded);
    return auditEvent(m_context.clock, m_caller, u"proof.refused"_s, subject, payload);
}

} // namespace muster
