// SPDX-License-Identifier: GPL-3.0-or-later
#include "signinggrant.h"

using namespace Qt::StringLiterals;

namespace muster {

Result<SigningGrant> SigningGrant::over(const QList<IdentityRef> &identities, const Address &signer,
                                        const QString &profile, Timestamp now, qint64 seconds)
{
    QList<Issue> issues;
    SigningGrant grant;
    if (identities.isEmpty() || identities.size() > kMostIdentities)
        issues.append({u"/identities"_s, u"An approval is for 1 to %1 identities, and this one is for %2."_s
                                             .arg(kMostIdentities)
                                             .arg(identities.size())});
    for (qsizetype i = 0; i < identities.size(); ++i) {
        const QString did = identities.at(i).did();
        if (grant.m_unused.contains(did))
            issues.append({u"/identities/%1"_s.arg(i), u"%1 is there twice."_s.arg(did)});
        grant.m_unused.insert(did);
    }
    if (seconds < 1 || seconds > kDefaultSeconds)
        issues.append({u"/seconds"_s, u"An approval lasts 1 to %1 seconds."_s.arg(kDefaultSeconds)});
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    grant.m_signer = signer;
    grant.m_profile = profile;
    grant.m_endsAt = now.plusSeconds(seconds);
    return grant;
}

Result<void> SigningGrant::spend(const IdentityRef &identity, const Address &signer, const QString &profile,
                                 Timestamp now)
{
    QList<Issue> issues;
    if (now >= m_endsAt)
        issues.append({u"/time"_s, u"The approval ended at %1."_s.arg(m_endsAt.text())});
    if (profile != m_profile)
        issues.append({u"/profile"_s, u"The approval is for %1, not for %2."_s.arg(m_profile, profile)});
    if (signer != m_signer)
        issues.append({u"/signer"_s, u"The approval is for the key of %1."_s.arg(m_signer.text())});
    if (!m_unused.contains(identity.did()))
        issues.append(
            {u"/identity"_s, u"The approval does not cover %1, or was used for it."_s.arg(identity.did())});
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    m_unused.remove(identity.did());
    return {};
}

} // namespace muster
