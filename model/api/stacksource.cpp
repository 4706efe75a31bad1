// SPDX-License-Identifier: GPL-3.0-or-later
#include "stacksource.h"

namespace muster {

StackSource::StackSource(const StackFactory &makeStack)
    : m_makeStack(makeStack)
{}

StackSource::~StackSource() = default;

Result<ServiceStack *> StackSource::stack()
{
    if (!m_stack) {
        Result<std::unique_ptr<ServiceStack>> made = m_makeStack();
        if (!made)
            return Failure(made.error());
        m_stack = std::move(*made);
    }
    return m_stack.get();
}

} // namespace muster
