// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <mutex>
#include <optional>

namespace muster {

/// What the next requests get instead of their own answer, for tests (docs/contract.md SWITCH, simulated
/// answers). Any thread.
class SimulatedAnswers
{
public:
    /// From now on the next `count` requests get this and nothing else; 0 ends it. No error: the connection
    /// is closed without an answer.
    void set(int count, std::optional<Error> error);
    int remaining() const;

    struct Answer
    {
        std::optional<Error> error;
    };
    /// For one request; nothing when it is to be answered as it should.
    std::optional<Answer> take();

private:
    mutable std::mutex m_mutex;
    int m_remaining = 0;
    std::optional<Error> m_error;
};

} // namespace muster
