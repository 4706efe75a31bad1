// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllersource.h"

#include <optional>

namespace muster {

class Clock;
class StoreReader;

/// Resolves from the workspace's own registry table; always fresh, never unreachable. With a default
/// controller every identity that the table does not know answers with that one. One object, one thread.
class EmbeddedRegistry final : public ControllerSource
{
public:
    /// `defaultController`: EIP-55. Reader and clock outlive this object.
    EmbeddedRegistry(StoreReader &reader, const Clock &clock, std::optional<QString> defaultController);

    Result<Resolution> resolve(const IdentityRef &identity) override;
    Result<Resolution> lastKnown(const IdentityRef &identity) override { return resolve(identity); }

private:
    StoreReader &m_reader;
    const Clock &m_clock;
    std::optional<QString> m_defaultController;
};

} // namespace muster
