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
};

/// The computer's clock.
class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
};

} // namespace muster
