// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityverifier.h"

#include "address.h"
#include "clock.h"
#include "controllersource.h"
#include "identityerrors.h"
#include "keptsignature.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// When the resolver gave the answer that the error speaks of; nothing where it does not say.
std::optional<Timestamp> answeredAt(const Error &resolverError)
{
    const auto moment = Timestamp::parse(resolverError.details.value("resolvedAt"_L1).toString());
    return moment ? std::optional(*moment) : std::nullopt;
}

} // namespace

IdentityVerifier::IdentityVerifier(ControllerSource &controllers, const Clock &clock, Asks asks,
                                   KeptTexts texts)
    : m_controllers(controllers)
    , m_clock(clock)
    , m_asks(asks)
    , m_texts(texts)
{}

Result<IdentityVerifier::Judgement> IdentityVerifier::judge(const Machine &machine)
{
    if (!machine.identityProof)
        return failed(reason::kProofMissing);
    const std::optional<Address> signer = keptSigner(machine, m_texts);
    if (!signer)
        return failed(reason::kProofCorrupt);

    const IdentityRef &identity = machine.identityProof->identityRef;
    const Result<Resolution> resolution =
        m_asks == Asks::Now ? m_controllers.resolve(identity) : m_controllers.lastKnown(identity);
    if (!resolution) {
        const Error refusal = notActivatedFrom(resolution.error());
        const std::optional<Timestamp> answered = answeredAt(resolution.error());
        if (refusal.code == ErrorCode::MachineNotActivated)
            return Judgement{
                {Verification::State::Failed, reasonOf(refusal), answered.value_or(m_clock.now())}, refusal};
        if (refusal.code == ErrorCode::PeaqosIdentityUnavailable)
            return Judgement{
                {Verification::State::Unavailable, reasonOf(refusal), answered.value_or(Timestamp())},
                refusal};
        return Failure(refusal);
    }
    if (!namesController(resolution->controllers, *signer)) {
        Judgement judgement =
            failed(reason::kControllerChanged,
                   {{u"signerAddress"_s, signer->text()},
                    {u"controllerAddresses"_s, QJsonArray::fromStringList(resolution->controllers)}});
        judgement.verification.checkedAt = resolution->resolvedAt;
        return judgement;
    }
    return Judgement{{Verification::State::Verified, {}, resolution->resolvedAt}, std::nullopt};
}

Result<void> IdentityVerifier::demandVerified(const Machine &machine)
{
    const Result<Judgement> judgement = judge(machine);
    if (!judgement)
        return Failure(judgement.error());
    if (judgement->refusal)
        return Failure(*judgement->refusal);
    return {};
}

IdentityVerifier::Judgement IdentityVerifier::failed(QLatin1StringView reason, QJsonObject details) const
{
    return {{Verification::State::Failed, QString(reason), m_clock.now()},
            machineNotActivated(reason, std::move(details))};
}

bool namesController(const QStringList &controllers, const Address &address)
{
    return std::any_of(controllers.begin(), controllers.end(),
                       [&address](const QString &text) { return Address::parse(text) == address; });
}

} // namespace muster
