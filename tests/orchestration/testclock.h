// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"

#include <atomic>

namespace muster {

/// A clock that a test moves; it never moves by itself. Any thread.
class TestClock final : public Clock
{
public:
    Timestamp now() const override { return {m_milliseconds.load()}; }
    void advance(qint64 seconds) { m_milliseconds += seconds * 1000; }

private:
    std::atomic<qint64> m_milliseconds{1'795'471'200'000};
};

} // namespace muster
