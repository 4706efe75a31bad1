// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QCoreApplication>
#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace muster {

/// Calls `handle(Result<T>)` on the thread of `context` once the future has finished; never after `context`
/// has gone. QFuture::then(context, …) of Qt 6.4 calls into a null pointer when the context goes first.
template <typename T, typename Handler>
void whenFinished(const QFuture<Result<T>> &future, QObject *context, Handler handle)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)]() mutable {
            watcher->deleteLater();
            if (watcher->future().resultCount() == 0) {
                handle(Result<T>(
                    fail(ErrorCode::Cancelled,
                         QCoreApplication::translate("WhenFinished", "The request was given up."))));
                return;
            }
            handle(watcher->result());
        });
    watcher->setFuture(future);
}

} // namespace muster
