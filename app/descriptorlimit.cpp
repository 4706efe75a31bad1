// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptorlimit.h"

#include <algorithm>
#include <limits>

#include <sys/resource.h>

namespace muster {
namespace {

/// 1,024 streams, and 64 connections each with a socket, an event loop and three files of the database.
constexpr rlim_t kWanted = 4096;

} // namespace

int raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < kWanted) {
        limit.rlim_cur = std::min(limit.rlim_max, kWanted);
        ::setrlimit(RLIMIT_NOFILE, &limit);
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
}

} // namespace muster
