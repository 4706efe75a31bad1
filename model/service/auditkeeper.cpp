// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditkeeper.h"

#include "auditnotes.h"
#include "refusallog.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kSecondsPerDay = 24 * 60 * 60;

/// Removes one batch and, in the same transaction, notes it; answers how many events went.
Result<int> pruneBatch(const ServiceContext &context, Timestamp before)
{
    int removed = 0;
    const Result<void> written = context.writer.write([&](WriteSession &session) -> Result<void> {
        const Result<int> pruned = session.pruneAuditEvents(before, AuditKeeper::kBatch);
        if (!pruned)
            return Failure(pruned.error());
        removed = *pruned;
        if (removed == 0)
            return {};
        return session.appendAuditEvent(auditEvent(context.clock, {u"system"_s}, u"audit.pruned"_s,
                                                   {u"audit"_s, u"log"_s},
                                                   {{u"events"_s, removed}, {u"before"_s, before.text()}}));
    });
    if (!written)
        return Failure(written.error());
    return removed;
}

} // namespace

AuditKeeper::AuditKeeper(const ServiceContext &context, int days)
    : m_context(context)
    , m_days(days)
    , m_thread(&AuditKeeper::work, this)
{
    m_context.refusals->setOverflowListener([this] {
        const std::scoped_lock lock(m_mutex);
        m_overflowed = true;
        m_wake.notify_one();
    });
}

AuditKeeper::~AuditKeeper()
{
    m_context.refusals->setOverflowListener({});
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
    refusallog::recordCount(m_context);
}

bool AuditKeeper::isEnding()
{
    const std::scoped_lock lock(m_mutex);
    return m_ending;
}

void AuditKeeper::work()
{
    auto nextPruning = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (std::chrono::steady_clock::now() >= nextPruning) {
            nextPruning += std::chrono::hours(24);
            lock.unlock();
            prune();
            lock.lock();
        }
        m_wake.wait_until(lock, nextPruning, [this] { return m_ending || m_overflowed; });
        // A burst goes on: it is counted when its second is over.
        if (!m_overflowed || m_wake.wait_for(lock, kCountDelay, [this] { return m_ending; }))
            continue;
        m_overflowed = false;
        lock.unlock();
        refusallog::recordCount(m_context);
        lock.lock();
    }
}

void AuditKeeper::prune()
{
    const Timestamp before = m_context.clock.now().plusSeconds(-m_days * kSecondsPerDay);
    for (;;) {
        const Result<int> removed = pruneBatch(m_context, before);
        if (!removed)
            qWarning("Old audit events could not be removed: %ls", qUtf16Printable(removed.error().message));
        if (!removed || *removed < kBatch || isEnding())
            return;
    }
}

} // namespace muster
