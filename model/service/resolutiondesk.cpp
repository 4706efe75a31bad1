// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolutiondesk.h"

#include "identityerrors.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kMinute = 60000;

Failure unreachable(const IdentityRef &identity, int retryAfterSeconds = 1)
{
    return Failure(identityUnavailable(identity, reason::kResolverUnreachable, retryAfterSeconds));
}

} // namespace

struct ResolutionDesk::Question
{
    std::optional<Result<UpstreamAnswer>> answer;
};

struct ResolutionDesk::State
{
    std::mutex mutex;
    std::condition_variable answered;
    QHash<QString, UpstreamAnswer> kept;
    QHash<QString, std::shared_ptr<Question>> underWay;
    std::deque<qint64> askedAt; ///< of the last minute
    qint64 silentUntil = 0;     ///< Retry-After of the upstream
    int waiting = 0;
    bool ended = false;
    Keep keep;
};

ResolutionDesk::ResolutionDesk(UpstreamRegistry &upstream, const Clock &clock, ResolutionPolicy policy, Keep keep)
    : m_upstream(upstream)
    , m_clock(clock)
    , m_policy(policy)
    , m_state(std::make_shared<State>())
{
    m_state->keep = std::move(keep);
}

ResolutionDesk::~ResolutionDesk()
{
    shutDown();
}

void ResolutionDesk::shutDown()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->ended = true;
    m_state->keep = nullptr;
    m_state->answered.notify_all();
}

/// The answer at hand, if it may still be used.
std::optional<UpstreamAnswer> ResolutionDesk::usable(const IdentityRef &identity) const
{
    const auto found = m_state->kept.constFind(identity.number());
    if (found == m_state->kept.cend())
        return std::nullopt;
    const qint64 age = m_clock.now().milliseconds - found->answeredAt.milliseconds;
    const int limit = found->reason.isEmpty() ? m_policy.grace : m_policy.negative;
    return age <= qint64(limit) * 1000 ? std::optional(*found) : std::nullopt;
}

bool ResolutionDesk::mayAsk(std::unique_lock<std::mutex> &)
{
    const qint64 now = m_clock.now().milliseconds;
    std::deque<qint64> &asked = m_state->askedAt;
    while (!asked.empty() && now - asked.front() >= kMinute)
        asked.pop_front();
    return !m_state->ended && now >= m_state->silentUntil && asked.size() < static_cast<std::size_t>(m_policy.perMinute);
}

/// The question under way for this identity, a new one if the pace allows, or null.
std::shared_ptr<ResolutionDesk::Question> ResolutionDesk::ask(std::unique_lock<std::mutex> &lock,
                                                              const IdentityRef &identity)
{
    if (const auto underWay = m_state->underWay.value(identity.number()))
        return underWay;
    if (!mayAsk(lock))
        return nullptr;
    auto question = std::make_shared<Question>();
    m_state->underWay.insert(identity.number(), question);
    m_state->askedAt.push_back(m_clock.now().milliseconds);
    lock.unlock();
    m_upstream.ask(identity, [state = m_state, identity, question](const Result<UpstreamAnswer> &answer) {
        take(state, identity, question, answer);
    });
    lock.lock();
    return question;
}

void ResolutionDesk::take(const std::shared_ptr<State> &state, const IdentityRef &identity,
                          const std::shared_ptr<Question> &question, const Result<UpstreamAnswer> &answer)
{
    Keep keep;
    {
        const std::lock_guard lock(state->mutex);
        question->answer = answer;
        state->underWay.remove(identity.number());
        if (answer) {
            state->kept.insert(identity.number(), *answer);
            keep = state->keep;
        } else if (answer.error().retryAfterSeconds > 0 && !state->askedAt.empty()) {
            state->silentUntil = state->askedAt.back() + qint64(answer.error().retryAfterSeconds) * 1000;
        }
        state->answered.notify_all();
    }
    if (keep)
        keep(identity, *answer);
}

Result<UpstreamAnswer> ResolutionDesk::await(std::unique_lock<std::mutex> &lock,
                                             const std::shared_ptr<Question> &question,
                                             const std::optional<UpstreamAnswer> &atHand)
{
    const std::chrono::milliseconds patience(atHand ? m_policy.refreshMilliseconds : m_policy.waitMilliseconds);
    ++m_state->waiting;
    m_state->answered.wait_for(lock, patience, [&] { return question->answer || m_state->ended; });
    --m_state->waiting;
    if (question->answer && (question->answer->has_value() || !atHand))
        return *question->answer;
    return atHand ? Result<UpstreamAnswer>(*atHand)
                  : Result<UpstreamAnswer>(Failure(Error{ErrorCode::PeaqosIdentityUnavailable, {}, {}, 1, {}}));
}

Result<UpstreamAnswer> ResolutionDesk::resolve(const IdentityRef &identity, Need need,
                                               const std::optional<UpstreamAnswer> &stored)
{
    std::unique_lock lock(m_state->mutex);
    if (stored && !m_state->kept.contains(identity.number()))
        m_state->kept.insert(identity.number(), *stored);
    const std::optional<UpstreamAnswer> atHand = usable(identity);
    const qint64 age = atHand ? (m_clock.now().milliseconds - atHand->answeredAt.milliseconds) / 1000 : 0;
    const int enough = need == Need::Live ? m_policy.live : m_policy.fresh;
    if (atHand && (age < enough || !atHand->reason.isEmpty()))
        return *atHand;

    // A question nobody is allowed to wait for is not asked on behalf of a caller that would have to be refused.
    const bool mayWait = need == Need::Live && m_state->waiting < m_policy.waiting;
    const auto question = atHand || need == Need::Kept || mayWait ? ask(lock, identity) : nullptr;
    if (!question || !mayWait)
        return atHand ? Result<UpstreamAnswer>(*atHand) : Result<UpstreamAnswer>(unreachable(identity));
    Result<UpstreamAnswer> answer = await(lock, question, atHand);
    if (!answer)
        return unreachable(identity, std::max(1, answer.error().retryAfterSeconds));
    return answer;
}

} // namespace muster
