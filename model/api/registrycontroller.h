// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"

namespace muster {

class StackSource;

/// The embedded registry as a public MCR, read-only, at the root of the host (docs/contract.md MCR). Its
/// answers and refusals have the MCR's own shapes.
class RegistryController
{
public:
    static ApiAnswer rating(StackSource &source, const ApiRequest &request);
    static ApiAnswer machine(StackSource &source, const ApiRequest &request);
    static ApiAnswer operatorMachines(StackSource &source, const ApiRequest &request);
};

} // namespace muster
