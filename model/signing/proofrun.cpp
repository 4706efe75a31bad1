// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofrun.h"

#include "clock.h"
#include "portanswer.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using Outcome = ProofRenewal::Outcome;

/// The same for every machine: whoever asks is not let in.
bool refusesTheCaller(ErrorCode code)
{
    return code == ErrorCode::AuthRequired || code == ErrorCode::AuthInvalid ||
           code == ErrorCode::HostNotAllowed || code == ErrorCode::OriginNotAllowed;
}

/// Nobody refused the machine; it is tried again once this is over.
bool leavesItWaiting(ErrorCode code)
{
    return code == ErrorCode::NetworkFailure || code == ErrorCode::Cancelled ||
           code == ErrorCode::VaultLocked;
}

QCoro::Task<Result<Outcome>> prove(QPointer<ProofRenewal> renewal, Machine machine, QString instance)
{
    const Result<Challenge> challenge = co_await portAnswer(renewal->requestChallenge(*machine.identityRef));
    if (!challenge)
        co_return Failure(challenge.error());
    if (!renewal)
        co_return fail(ErrorCode::Cancelled, u"The run was given up."_s);
    Result<Outcome> outcome =
        co_await portAnswer(renewal->sendUnderApproval(*challenge, instance, machine.id));
    co_return outcome;
}

} // namespace

ProofRun::ProofRun(Orchestrator &orchestrator, SigningDesk &desk, const QString &place, QObject *parent)
    : QObject(parent)
    , m_desk(&desk)
    , m_renewal(orchestrator, desk, place)
    , m_place(place)
{
    if (GrantDesk *grants = desk.grants())
        connect(grants, &GrantDesk::ended, this, &ProofRun::followEnd);
}

ProofRun::~ProofRun()
{
    giveApprovalBack();
}

void ProofRun::start(const QList<Item> &items)
{
    m_items = items;
    goOn();
}

void ProofRun::goOn()
{
    if (m_stage == Stage::Running)
        return;
    m_restAsked.reset();
    if (const GrantDesk *grants = m_desk ? m_desk->grants() : nullptr)
        m_consentEnds = grants->clock().now().plusSeconds(SigningGrant::kDefaultSeconds);
    setStage(Stage::Running);
    runThrough(this);
}

void ProofRun::tryFailedAgain()
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).state == State::Failed)
            setState(row, State::Waiting);
    }
    goOn();
}

void ProofRun::stop()
{
    if (m_stage == Stage::Running && !m_restAsked)
        m_restAsked = Rest{};
}

QCoro::Task<> ProofRun::runThrough(QPointer<ProofRun> run)
{
    while (run && run->m_stage == Stage::Running) {
        const int row = run->next();
        if (row < 0) {
            run->setStage(Stage::Done);
            co_return;
        }
        if (run->m_restAsked) {
            run->setStage(Stage::Resting, *std::exchange(run->m_restAsked, {}));
            co_return;
        }
        const Item item = run->m_items.at(row);
        const QString did = item.machine.identityRef->did();
        if (!run->m_approved.contains(did)) {
            if (run->consentSecondsLeft() < 1) {
                run->m_restAsked = Rest{GrantDesk::End::TimeUp, std::nullopt};
                continue;
            }
            const Result<void> given = co_await portAnswer(run->approve(item.signer));
            if (run && !given)
                run->restAfter(given.error());
            continue;
        }
        // From now on the approval is used up for it, whatever comes of it.
        run->m_approved.remove(did);
        run->setState(row, State::Underway);
        const Result<Outcome> outcome = co_await prove(&run->m_renewal, item.machine, run->m_instance);
        if (run)
            run->take(row, outcome);
    }
}

/// Of those that wait, the first that the standing approval covers, before the first of another key.
int ProofRun::next() const
{
    const auto first = [this](const auto &isMeant) {
        const auto found = std::find_if(m_items.begin(), m_items.end(), [&isMeant](const Item &item) {
            return item.state == State::Waiting && isMeant(item);
        });
        return found == m_items.end() ? -1 : int(found - m_items.begin());
    };
    const int covered = m_approved.isEmpty() ? -1 : first([this](const Item &item) {
        return m_approved.contains(item.machine.identityRef->did());
    });
    return covered >= 0 ? covered : first([](const Item &) { return true; });
}

/// For everything that waits for this key.
QFuture<Result<void>> ProofRun::approve(const Address &signer)
{
    giveApprovalBack();
    const auto refused = [](const Failure &failure) {
        return QtFuture::makeReadyFuture(Result<void>(failure));
    };
    GrantDesk *const grants = m_desk ? m_desk->grants() : nullptr;
    if (!grants)
        return refused(fail(ErrorCode::VaultLocked, u"There is no vault whose keys could sign."_s));
    QList<IdentityRef> identities;
    QSet<QString> dids;
    for (const Item &item : std::as_const(m_items)) {
        if (item.state != State::Waiting || item.signer != signer ||
            dids.contains(item.machine.identityRef->did()) || dids.size() == SigningGrant::kMostIdentities)
            continue;
        identities.append(*item.machine.identityRef);
        dids.insert(item.machine.identityRef->did());
    }
    const Result<SigningGrant> grant =
        SigningGrant::over(identities, signer, m_place, grants->clock().now(), consentSecondsLeft());
    if (!grant)
        return refused(Failure(grant.error()));
    m_approved = dids;
    m_approvalIsOurs = true;
    return grants->give(*grant);
}

qint64 ProofRun::consentSecondsLeft() const
{
    const GrantDesk *const grants = m_desk ? m_desk->grants() : nullptr;
    if (!grants)
        return SigningGrant::kDefaultSeconds; // approve() says that there is nobody to ask
    constexpr qint64 kMilliseconds = 1000;
    return (m_consentEnds.milliseconds - grants->clock().now().milliseconds) / kMilliseconds;
}

/// No approval was given.
void ProofRun::restAfter(const Error &error)
{
    m_approved.clear();
    m_approvalIsOurs = false;
    m_restAsked = Rest{std::nullopt, error};
}

void ProofRun::giveApprovalBack()
{
    m_approved.clear();
    if (std::exchange(m_approvalIsOurs, false) && m_desk && m_desk->grants())
        m_desk->grants()->end();
}

void ProofRun::followEnd(GrantDesk::End why)
{
    if (!std::exchange(m_approvalIsOurs, false))
        return;
    m_approved.clear();
    // Nobody must sign on with an approval that is given anew unasked.
    if (why != GrantDesk::End::UsedUp)
        m_restAsked = Rest{why, std::nullopt};
}

void ProofRun::take(int row, const Result<Outcome> &outcome)
{
    if (outcome) {
        m_items[row].machine = outcome->machine;
        setState(row, State::Proven, outcome->evidenceError);
        emit proven(outcome->machine);
        return;
    }
    const Error &error = outcome.error();
    const bool waits = leavesItWaiting(error.code);
    if ((waits || refusesTheCaller(error.code)) && !m_restAsked)
        m_restAsked = Rest{std::nullopt, error};
    setState(row, waits ? State::Waiting : State::Failed, waits ? std::nullopt : std::optional(error));
}

int ProofRun::count(State state) const
{
    return int(std::count_if(m_items.begin(), m_items.end(),
                             [state](const Item &item) { return item.state == state; }));
}

void ProofRun::setState(int row, State state, const std::optional<Error> &error)
{
    m_items[row].state = state;
    m_items[row].error = error;
    emit changed(row);
}

void ProofRun::setStage(Stage stage, const Rest &rest)
{
    if (stage != Stage::Running)
        giveApprovalBack();
    m_stage = stage;
    m_rest = rest;
    emit stageChanged();
}

} // namespace muster
