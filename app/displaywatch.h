// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace muster {

/// While it lives, a display that Qt cannot use ends the program with one sentence and exit code 1; Qt alone
/// says several lines and aborts. What else Qt has to say meanwhile is said when this object goes. One at a
/// time, around the making of the application.
class DisplayWatch
{
public:
    DisplayWatch();
    ~DisplayWatch();
    Q_DISABLE_COPY_MOVE(DisplayWatch)
};

} // namespace muster
