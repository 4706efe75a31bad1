// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolutionrow.h"

#include "rowtext.h"
#include "statement.h"
#include "storageerror.h"

using namespace Qt::StringLiterals;

namespace muster::resolutionrow {

QString select()
{
    return u"SELECT identity, state, controllers, bonded, resolved_at FROM resolutions WHERE identity = ?"_s;
}

QString selectDue()
{
    return u"SELECT machines.identity FROM machines LEFT JOIN resolutions USING (identity) WHERE "
           "machines.identity IS NOT NULL AND status <> 'archived' AND coalesce(resolved_at, 0) < ? "
           "ORDER BY coalesce(resolved_at, 0), seq LIMIT ?"_s;
}

QString change()
{
    return u"INSERT INTO resolutions (identity, state, controllers, bonded, resolved_at) VALUES (?, ?, ?, ?, "
           u"?) "
           "ON CONFLICT (identity) DO UPDATE SET state = excluded.state, controllers = excluded.controllers, "
           "bonded = excluded.bonded, resolved_at = excluded.resolved_at WHERE excluded.resolved_at >= "
           "resolved_at AND (state <> excluded.state OR controllers <> excluded.controllers OR bonded <> "
           "excluded.bonded)"_s;
}

QString renew()
{
    return u"UPDATE resolutions SET resolved_at = max(resolved_at, ?) WHERE identity = ? AND state = ? AND "
           "controllers = ? AND bonded = ?"_s;
}

QString drop()
{
    return u"DELETE FROM resolutions WHERE resolved_at < ? AND NOT EXISTS (SELECT 1 FROM machines WHERE "
           "machines.identity = resolutions.identity AND status <> 'archived')"_s;
}

Result<StoredResolution> read(const Statement &row)
{
    auto identity = readIdentity(row);
    if (!identity)
        return Failure(identity.error());
    const auto state = identityStateFromName(row.text(1));
    if (!state)
        return Failure(
            workspaceRefused(u"damaged"_s,
                             u"%1 is damaged: resolution %2 cannot be read. Put a backup in its place."_s.arg(
                                 row.path(), row.text(0)),
                             row.path()));
    auto controllers = rowtext::toList(row.text(2), row.path());
    if (!controllers)
        return Failure(controllers.error());
    return StoredResolution{*std::move(identity),
                            {*state, *std::move(controllers), row.integer(3) == 1},
                            Timestamp{row.integer(4)}};
}

Result<IdentityRef> readIdentity(const Statement &row)
{
    auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(0));
    if (!identity)
        return Failure(workspaceRefused(
            u"damaged"_s,
            u"%1 is damaged: the identity %2 cannot be read. Put a backup in its place."_s.arg(row.path(),
                                                                                               row.text(0)),
            row.path()));
    return identity;
}

} // namespace muster::resolutionrow
