// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"

namespace muster {
class Statement;
}

/// The columns of a resolution, in one order for reading and writing. On the connection's thread.
namespace muster::resolutionrow {

/// By the number of the identity.
QString select();
/// Identities of records that are not archived, never resolved or last before the first value; the second is
/// the limit.
QString selectDue();

/// Identity, state, controllers, bonded, moment; changes a row only to other facts that are not older.
QString change();
/// Moves the moment of a row whose facts are the same: moment, then the other columns.
QString renew();
/// Rows from before a moment whose identity no record holds.
QString drop();

/// WorkspaceRefused when the row is damaged.
Result<StoredResolution> read(const Statement &row);
Result<IdentityRef> readIdentity(const Statement &row);

} // namespace muster::resolutionrow
