// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace muster {

/// Calls `handle(const Result<T> &)` once on the thread of `context` when the future is done, and never when
/// `context` went before it. A future that was dropped without an answer arrives as Cancelled. QFuture::then
/// with a context cannot be used for this on Qt 6.4: it asserts when the context is gone.
template <typename T, typename Handler>
void whenFinished(const QFuture<Result<T>> &future, QObject *context, Handler handle)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0) {
            handle(watcher->result());
        } else {
            handle(Result<T>(
                fail(ErrorCode::Cancelled, QObject::tr("The call was dropped before it was answered."))));
        }
    });
    watcher->setFuture(future);
}

} // namespace muster
