// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace muster {

/// A store in a thread of its own, for who must not wait: opened when it is first needed, used by one call
/// after another; one that could not be opened is tried again with the next call. Every future ends with a
/// result. Used by one thread.
template <typename Store>
class StoreThread
{
public:
    /// Runs in the thread of the store.
    using Open = std::function<Result<std::unique_ptr<Store>>()>;

    explicit StoreThread(Open open)
        : m_worker(std::make_shared<Worker>(Worker{std::move(open), nullptr}))
    {
        m_pool.setMaxThreadCount(1);
        // The store belongs to one thread for as long as it lives.
        m_pool.setExpiryTimeout(-1);
    }

    /// Waits for what is under way: what was told to the store is kept.
    ~StoreThread()
    {
        m_pool.start([worker = m_worker] { worker->store.reset(); });
        m_pool.waitForDone();
    }
    Q_DISABLE_COPY_MOVE(StoreThread)

    template <typename T>
    QFuture<Result<T>> run(std::function<Result<T>(Store &)> work)
    {
        const auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        m_pool.start([worker = m_worker, promise, work = std::move(work)] {
            const Result<Store *> store = worker->opened();
            promise->addResult(store ? work(**store) : Result<T>(Failure(store.error())));
            promise->finish();
        });
        return future;
    }

private:
    struct Worker
    {
        Result<Store *> opened()
        {
            if (!store) {
                Result<std::unique_ptr<Store>> made = open();
                if (!made)
                    return Failure(made.error());
                store = std::move(*made);
            }
            return store.get();
        }

        Open open;
        std::unique_ptr<Store> store;
    };

    std::shared_ptr<Worker> m_worker;
    QThreadPool m_pool;
};

} // namespace muster
