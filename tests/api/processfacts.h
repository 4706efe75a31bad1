// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace muster {

/// What the kernel says of this test process (Linux, /proc).
class ProcessFacts
{
public:
    /// The most memory that was resident at once so far, in KiB.
    static qint64 peakMemoryKiB();
    /// Sockets of any kind that are open now.
    static int openSockets();
    /// TCP sockets of this process that listen, of either version of IP.
    static int listeningSockets();
};

} // namespace muster
