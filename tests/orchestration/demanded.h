// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <utility>

namespace muster {

/// What a test cannot go on without: ends the program with the error's sentence when it is not there.
template <typename T>
T demand(Result<T> result)
{
    if (!result)
        qFatal("%ls", qUtf16Printable(result.error().message));
    return *std::move(result);
}

} // namespace muster
