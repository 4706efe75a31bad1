// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <QString>

namespace muster {

/// Whether a kept proof still holds now (contract ID, list: our extension `verification`).
struct Verification
{
    enum class State { Verified, Failed, Unavailable, NotChecked };

    State state = State::NotChecked;
    QString reason;      ///< empty when verified, else one of the reason words of the contract
    Timestamp checkedAt; ///< when the resolver last answered; 0: not known
    bool operator==(const Verification &) const = default;
};

} // namespace muster
