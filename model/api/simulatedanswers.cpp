// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedanswers.h"

namespace muster {

void SimulatedAnswers::set(int count, std::optional<Error> error)
{
    const std::scoped_lock lock(m_mutex);
    m_remaining = count;
    m_error = std::move(error);
}

int SimulatedAnswers::remaining() const
{
    const std::scoped_lock lock(m_mutex);
    return m_remaining;
}

std::optional<SimulatedAnswers::Answer> SimulatedAnswers::take()
{
    const std::scoped_lock lock(m_mutex);
    if (m_remaining == 0)
        return std::nullopt;
    --m_remaining;
    return Answer{m_error};
}

} // namespace muster
