// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultycontrollers.h"

#include "identityerrors.h"
#include "simulatedfaults.h"

using namespace Qt::StringLiterals;

namespace muster {

FaultyControllers::FaultyControllers(ControllerSource &behind, SimulatedFaults &faults)
    : m_behind(behind)
    , m_faults(faults)
{}

Result<Resolution> FaultyControllers::resolve(const IdentityRef &identity)
{
    if (!m_faults.waitOut(identity).unreachable)
        return m_behind.resolve(identity);
    Error error = identityUnavailable(identity, reason::kResolverUnreachable);
    error.details.insert("simulated"_L1, true);
    return Failure(error);
}

} // namespace muster
