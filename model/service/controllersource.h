// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "result.h"
#include "timestamp.h"

#include <QStringList>

namespace muster {

/// Who controls an identity, and when that was learnt.
struct Resolution
{
    QStringList controllers; ///< EIP-55; at least one
    bool bonded = true;
    Timestamp resolvedAt;
};

/// The resolver port. One object, one thread.
class ControllerSource
{
public:
    virtual ~ControllerSource() = default;
    /// PeaqosIdentityUnavailable with details {reason, retryable}: identity_not_found, identity_inactive,
    /// no_evm_controller, homed_elsewhere, resolver_unreachable (contract ID, unknown identity); see
    /// identityUnavailable(). An error of an answer that was kept names its moment as details.resolvedAt.
    /// StorageFailure when the local answer cannot be read. May wait for an answer, but never for long.
    virtual Result<Resolution> resolve(const IdentityRef &identity) = 0;
    /// What is known without asking anybody: for lists, which never wait.
    virtual Result<Resolution> lastKnown(const IdentityRef &identity) = 0;
};

} // namespace muster
