// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinerenderer.h"

namespace muster::wire {

/// The wire document of a machine as lists splice it, and the answer about one machine.
class MachineDocument final : public MachineRenderer
{
public:
    QByteArray render(const Machine &machine) const override;
    QByteArray renderAnswer(const Machine &machine) const override;
};

} // namespace muster::wire
