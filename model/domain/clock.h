// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

namespace muster {

/// The one source of "now" in the program, so that a virtual clock can take its place. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    /// Milliseconds that now() is ahead of the computer's clock (behind it: negative) because somebody moved
    /// it; 0 for a clock that nobody moves.
    virtual qint64 simulatedOffset() const { return 0; }
};

/// The computer's clock.
class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
};

} // namespace muster
