// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultycontrollers.h"

#include "identityerrors.h"
#include "simulatedfaults.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Result<Resolution> unreachable(const IdentityRef &identity)
{
    Error error = identityUnavailable(identity, reason::kResolverUnreachable);
    error.details.insert("simulated"_L1, true);
    return Failure(error);
}

} // namespace

FaultyControllers::FaultyControllers(ControllerSource &behind, SimulatedFaults &faults)
    : m_behind(behind)
    , m_faults(faults)
{}

Result<Resolution> FaultyControllers::resolve(const IdentityRef &identity)
{
    return m_faults.waitOut(identity).unreachable ? unreachable(identity) : m_behind.resolve(identity);
}

Result<Resolution> FaultyControllers::lastKnown(const IdentityRef &identity)
{
    return m_faults.of(identity).unreachable ? unreachable(identity) : m_behind.lastKnown(identity);
}

} // namespace muster
