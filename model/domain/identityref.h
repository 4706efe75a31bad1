// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

namespace muster {

/// Names a machine's decentralised identity: `did:peaq:<decimal uint256>`, always held in that canonical
/// form. The alias `peaqos:machine:<decimal>` is accepted on input (contract ID, identityRef accepted).
class IdentityRef
{
public:
    /// Exact match, ASCII digits without sign or leading zero, value ≤ 2^256 − 1; anything else, the old
    /// `did:peaq:0x…` too, is refused with a sentence that names the accepted form. Never trims.
    static Result<IdentityRef> parse(const QString &text);

    /// `did:peaq:42`
    QString did() const;
    /// `42`
    const QString &number() const { return m_number; }
    bool operator==(const IdentityRef &) const = default;

private:
    explicit IdentityRef(QString number)
        : m_number(std::move(number))
    {}
    QString m_number;
};

} // namespace muster
