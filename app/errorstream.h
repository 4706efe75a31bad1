// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace muster {

/// Writes lines to a descriptor on a thread of its own, so that nobody who has something to say waits for who
/// reads it (contract SWITCH-14). While it lives, whatever this program says on standard error goes through
/// it, messages of Qt too; one at a time.
class ErrorStream
{
public:
    /// Bytes that may wait to be read; further lines are dropped, counted, and the count said when there is
    /// room again.
    static constexpr qsizetype kMostWaiting = 1024 * 1024;

    static constexpr int kStandardError = 2;

    /// The descriptor stays open and outlives this object.
    explicit ErrorStream(int descriptor);
    /// Waits a quarter of a second at most for what was said to be read; the rest is lost.
    ~ErrorStream();
    ErrorStream(const ErrorStream &) = delete;
    ErrorStream &operator=(const ErrorStream &) = delete;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace muster
