// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "identityref.h"
#include "result.h"
#include "timestamp.h"

#include <QList>
#include <QSet>
#include <QString>

namespace muster {

/// One approval over many identities: the key of `signer` may sign one challenge for each of exactly these
/// identities, over exactly this profile's connection, until it ends. A value; one thread.
class SigningGrant
{
public:
    static constexpr qint64 kDefaultSeconds = 30 * 60;
    static constexpr qsizetype kMostIdentities = 10'000;

    /// VALIDATION_ERROR without identities, with one twice, or with too many.
    static Result<SigningGrant> over(const QList<IdentityRef> &identities, const Address &signer,
                                     const QString &profile, Timestamp now, qint64 seconds = kDefaultSeconds);

    const Address &signer() const { return m_signer; }
    const QString &profile() const { return m_profile; }
    Timestamp endsAt() const { return m_endsAt; }
    qsizetype remaining() const { return m_unused.size(); }

    /// Uses the approval for one identity up. VALIDATION_ERROR, naming what does not fit, when the grant does
    /// not cover it (any more).
    Result<void> spend(const IdentityRef &identity, const Address &signer, const QString &profile,
                       Timestamp now);
    /// For good: the session was locked, or the user took it back.
    void end() { m_unused.clear(); }

private:
    SigningGrant() = default;

    QSet<QString> m_unused; ///< DIDs
    Address m_signer;
    QString m_profile;
    Timestamp m_endsAt;
};

} // namespace muster
