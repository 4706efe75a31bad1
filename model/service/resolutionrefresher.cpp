// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolutionrefresher.h"

#include "clock.h"
#include "identityresolver.h"
#include "storewriter.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Q_LOGGING_CATEGORY(lcRefresher, "muster.resolver")

constexpr qint64 kSoonestSeconds = 60;
constexpr qint64 kLatestSeconds = 3000; ///< ten minutes before the grace time is over

void warn(const Error &error)
{
    qCWarning(lcRefresher).noquote() << "Identities could not be refreshed:" << error.message;
}

} // namespace

ResolutionRefresher::ResolutionRefresher(ReaderFactory makeReader, StoreWriter &writer,
                                         IdentityResolver &resolver, const Clock &clock,
                                         std::chrono::milliseconds idle, std::chrono::milliseconds busy)
    : m_makeReader(std::move(makeReader))
    , m_writer(writer)
    , m_resolver(resolver)
    , m_clock(clock)
    , m_idle(idle)
    , m_busy(busy)
    , m_thread([this] { run(); })
{}

ResolutionRefresher::~ResolutionRefresher()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void ResolutionRefresher::run()
{
    const Result<std::unique_ptr<StoreReader>> reader = m_makeReader();
    if (!reader) {
        warn(reader.error());
        return;
    }
    std::unique_lock lock(m_mutex);
    while (!m_ended) {
        lock.unlock();
        refresh(**reader);
        lock.lock();
        m_wake.wait_for(lock, m_due.empty() ? m_idle : m_busy, [this] { return m_ended; });
    }
}

// A round goes through all that was due when it began, so that identities whose look-up always fails do not
// keep the others waiting.
void ResolutionRefresher::refresh(StoreReader &reader)
{
    if (m_due.empty()) {
        forget();
        const auto due = reader.identitiesToResolve(m_clock.now().plusSeconds(-dueSeconds()), kBatch);
        if (!due) {
            warn(due.error());
            return;
        }
        m_due.assign(due->begin(), due->end());
    }
    for (std::size_t left = m_due.size(); left > 0 && m_resolver.askInBackground(m_due.front()); --left)
        m_due.pop_front();
}

void ResolutionRefresher::forget()
{
    const Timestamp now = m_clock.now();
    if (now < m_forgotAt.plusSeconds(3600))
        return;
    m_forgotAt = now;
    const Result<void> dropped = m_writer.write(
        [now](WriteSession &session) { return session.dropResolutions(now.plusSeconds(-kForgetSeconds)); });
    if (!dropped)
        warn(dropped.error());
}

qint64 ResolutionRefresher::dueSeconds() const
{
    return std::clamp<qint64>(m_resolver.freshSeconds(), kSoonestSeconds, kLatestSeconds);
}

} // namespace muster
