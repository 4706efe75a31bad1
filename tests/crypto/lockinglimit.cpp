// SPDX-License-Identifier: GPL-3.0-or-later
#include "lockinglimit.h"

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace muster {
namespace {

/// Takes CAP_IPC_LOCK out of the effective set: root ignores RLIMIT_MEMLOCK with it. Needs no right of its
/// own.
bool giveUpLockingRight()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {};
    if (syscall(SYS_capget, &header, sets) != 0)
        return false;
    sets[CAP_TO_INDEX(CAP_IPC_LOCK)].effective &= ~CAP_TO_MASK(CAP_IPC_LOCK);
    return syscall(SYS_capset, &header, sets) == 0;
}

} // namespace

bool limitLockedMemory(std::size_t bytes)
{
    const rlimit limit{bytes, bytes};
    return giveUpLockingRight() && setrlimit(RLIMIT_MEMLOCK, &limit) == 0;
}

} // namespace muster
