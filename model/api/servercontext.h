// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "guardlimits.h"
#include "headjudge.h"
#include "keygate.h"
#include "requestlogentry.h"
#include "routetable.h"
#include "servicestack.h"
#include "simulatedanswers.h"
#include "stopsignal.h"
#include "streamdoor.h"

#include <functional>
#include <memory>

namespace muster {

/// What all threads of one running server share. Made before the first of them and gone after the last;
/// everything in it is usable from any thread.
struct ServerContext
{
    const Clock &clock;
    const GuardLimits limits;
    const HeadJudge judge;
    const RouteTable routes;
    const StackFactory makeStack;
    const QString actor;
    const std::function<void(const RequestLogEntry &)> log;
    StopSignal stop;
    KeyGate keys;
    StreamDoor streams;
    const std::shared_ptr<SimulatedAnswers> simulated;
};

} // namespace muster
