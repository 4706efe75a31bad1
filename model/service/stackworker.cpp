// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackworker.h"

#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Result<ServiceStack *> cancelled()
{
    return fail(ErrorCode::Cancelled, u"The workspace was closed before this was done."_s);
}

} // namespace

StackWorker::StackWorker(StackFactory makeStack)
    : m_makeStack(std::move(makeStack))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(u"muster-local"_s);
    m_thread->start();
}

StackWorker::~StackWorker()
{
    end();
    m_thread->wait();
}

void StackWorker::end()
{
    std::deque<Job> pending;
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        pending.swap(m_jobs);
    }
    m_wake.notify_one();
    for (const Job &job : pending)
        job(cancelled());
}

void StackWorker::post(Job job)
{
    {
        std::unique_lock lock(m_mutex);
        if (m_ending) {
            lock.unlock();
            job(cancelled());
            return;
        }
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void StackWorker::run()
{
    const Result<std::unique_ptr<ServiceStack>> stack = m_makeStack();
    const Result<ServiceStack *> answer =
        stack ? Result<ServiceStack *>(stack->get()) : Result<ServiceStack *>(Failure(stack.error()));
    while (const std::optional<Job> job = next())
        (*job)(answer);
}

std::optional<StackWorker::Job> StackWorker::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
    if (m_ending)
        return std::nullopt;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

} // namespace muster
