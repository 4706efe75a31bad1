// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "result.h"

#include <atomic>

namespace muster {

/// The computer's clock, which can be moved while the program runs: challenges then expire and records are
/// dated by the moved time. It goes on ticking after a move. Deadlines of connections do not follow it. Any
/// thread.
class MovableClock final : public Clock
{
public:
    Timestamp now() const override;
    qint64 simulatedOffset() const override { return m_offset.load(); }

    /// Adds to the moves before; negative goes back. ValidationError when the clock would leave the years
    /// 1970 to 9998.
    Result<void> advance(qint64 seconds);
    /// ValidationError as for advance().
    Result<void> moveTo(Timestamp moment);
    /// Back to the computer's time.
    void reset() { m_offset = 0; }

private:
    Result<void> setOffset(qint64 offset);
    std::atomic<qint64> m_offset{0}; ///< milliseconds
};

/// `The clock is 1 h 5 min ahead, simulated.`, or that it shows the computer's time when the offset is 0.
QString clockSentence(qint64 offsetMilliseconds);

} // namespace muster
