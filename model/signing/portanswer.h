// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>

#include <qcorofuture.h>
#include <qcorotask.h>

namespace muster {

/// Waits for an answer of the orchestration port and resumes in the thread that waited. A future that ends
/// without a result, because its adapter went away, is Cancelled; awaiting such a one directly is undefined.
template <typename T>
QCoro::Task<Result<T>> portAnswer(QFuture<Result<T>> future)
{
    co_await QFuture<void>(future);
    if (future.resultCount() == 0)
        co_return fail(ErrorCode::Cancelled,
                       QStringLiteral("The connection was closed before the service answered."));
    co_return future.result();
}

} // namespace muster
