// SPDX-License-Identifier: GPL-3.0-or-later
#include "workerpool.h"

#include "connectionworker.h"
#include "servercontext.h"

#include <QDeadlineTimer>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Q_LOGGING_CATEGORY(lcPool, "muster.api")

} // namespace

WorkerPool::WorkerPool(ServerContext &context)
    : m_context(context)
{}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::serve(qintptr descriptor)
{
    ConnectionWorker *worker = freeWorker();
    if (!worker)
        return false;
    worker->serve(descriptor);
    return true;
}

ConnectionWorker *WorkerPool::freeWorker()
{
    const std::lock_guard lock(m_mutex);
    if (m_free.empty())
        return static_cast<int>(m_places.size()) < m_context.limits.connections ? newWorker() : nullptr;
    ConnectionWorker *worker = m_free.back();
    m_free.pop_back();
    return worker;
}

ConnectionWorker *WorkerPool::newWorker()
{
    Place place;
    place.worker = std::make_unique<ConnectionWorker>(m_context, [this](ConnectionWorker *w) { setFree(w); });
    place.thread = std::make_unique<QThread>();
    place.thread->setObjectName(u"http %1"_s.arg(m_places.size() + 1));
    place.worker->moveToThread(place.thread.get());
    place.thread->start();
    m_places.push_back(std::move(place));
    return m_places.back().worker.get();
}

void WorkerPool::setFree(ConnectionWorker *worker)
{
    const std::lock_guard lock(m_mutex);
    m_free.push_back(worker);
}

void WorkerPool::stop()
{
    m_context.stop.raise();
    for (const Place &place : m_places)
        place.worker->shutDown();
    const QDeadlineTimer deadline(m_context.limits.stop);
    for (const Place &place : m_places) {
        if (place.thread->wait(deadline))
            continue;
        qCWarning(lcPool) << "a request still runs; waiting for it to end";
        place.thread->wait();
    }
    m_places.clear();
    m_free.clear();
}

} // namespace muster
