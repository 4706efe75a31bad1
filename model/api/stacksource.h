// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicestack.h"

namespace muster {

/// The services of one worker thread, made at their first use on that thread. One object, one thread.
class StackSource
{
public:
    explicit StackSource(const StackFactory &makeStack);
    ~StackSource();

    /// Tried again at the next call when it fails.
    Result<ServiceStack *> stack();

private:
    const StackFactory &m_makeStack;
    std::unique_ptr<ServiceStack> m_stack;
};

} // namespace muster
