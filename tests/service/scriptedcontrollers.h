// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllersource.h"

#include <QHash>
#include <QSet>

namespace muster {

/// A resolver as one behind a network would be: it can fail to answer, for everybody or for single
/// identities.
class ScriptedControllers final : public ControllerSource
{
public:
    Result<Resolution> resolve(const IdentityRef &identity) override;
    Result<Resolution> lastKnown(const IdentityRef &identity) override { return resolve(identity); }

    QHash<QString, QStringList> controllers; ///< did → EIP-55
    QSet<QString> unreachable;               ///< dids whose lookup fails
    int retryAfterSeconds = 0;
    int lookups = 0;
};

} // namespace muster
