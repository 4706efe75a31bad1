// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QByteArray>

namespace muster {

/// Renders what goes out over the wire, and the document that a row keeps; implemented by model/wire, handed
/// to the services by app.
class MachineRenderer
{
public:
    virtual ~MachineRenderer() = default;
    /// Compact JSON object, UTF-8, without evidence and verification. Any thread.
    virtual QByteArray render(const Machine &machine) const = 0;
    /// The body of an answer about this machine alone, with evidence and verification. Any thread.
    virtual QByteArray renderAnswer(const Machine &machine) const = 0;
};

} // namespace muster
