// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>
#include <QTest>

namespace muster {

/// The result of a future, waited for with the event loop running, at most 20 s.
template <typename T>
Result<T> await(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(ErrorCode::InternalError, QStringLiteral("The future did not finish within 20 s."));
    return future.result();
}

} // namespace muster
