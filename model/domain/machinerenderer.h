// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QByteArray>

namespace muster {

/// Renders the wire document that a row keeps; implemented by model/wire, handed to the services by app.
class MachineRenderer
{
public:
    virtual ~MachineRenderer() = default;
    /// Compact JSON object, UTF-8, without evidence and verification. Any thread.
    virtual QByteArray render(const Machine &machine) const = 0;
};

} // namespace muster
