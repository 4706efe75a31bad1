// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>
#include <QPromise>

#include <utility>

namespace muster {

/// Something under way that may be given up before it ends.
class Pending
{
public:
    virtual ~Pending() = default;
    /// Answers Cancelled unless there is an answer already.
    virtual void giveUp() = 0;

protected:
    /// The answer of what was given up.
    static Error cancelledError();
};

/// A promise of one Result that is kept exactly once and never broken: the first answer counts, and one that
/// was never given becomes Cancelled when the last holder lets go. Lives in one thread.
template <typename T>
class PendingAnswer final : public Pending
{
public:
    PendingAnswer() { m_promise.start(); }
    ~PendingAnswer() override { giveUp(); }
    Q_DISABLE_COPY_MOVE(PendingAnswer)

    QFuture<Result<T>> future() const { return m_promise.future(); }
    /// Whether nobody waits for more: answered, given up, or cancelled through the future.
    bool isSettled() const { return m_answered || m_promise.isCanceled(); }

    void give(Result<T> answer)
    {
        if (std::exchange(m_answered, true))
            return;
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }
    void giveUp() override { give(Failure(cancelledError())); }

private:
    QPromise<Result<T>> m_promise;
    bool m_answered = false;
};

} // namespace muster
