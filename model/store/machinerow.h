// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storereader.h"

namespace muster {

class Statement;

/// How a machine record lies in the columns of the table `machines`.
namespace machinerow {

/// The columns of a record but its id, in the order of bindMembers() and readMembers(). Other tables that
/// keep records have them, too.
inline constexpr QLatin1StringView kMembers(
    "revision, status, identity, display_name, owner_id, machine_type, runtime_profile, capabilities, "
    "labels, policy_ids, skill_keys, created_at, updated_at, proof_signer, proof_challenge_id, "
    "proof_verified_at, proof_challenge_expires_at, proof_controllers, proof_message, proof_signature");
/// Binds them from position 0 on. Answers the next position.
int bindMembers(Statement &statement, const Machine &machine);
/// Reads them from column 0 on; `id` comes from another one. WorkspaceRefused / damaged.
Result<Machine> readMembers(const Statement &row, const QString &id);

/// A SELECT of every column that read() expects. Binds the id.
QString selectById();
/// The same of the machine that is not archived and holds an identity. Binds the identity's number.
QString selectHolding();
/// The same of a page in the order of creation. Binds the sequence number to begin after, and a limit.
QString selectAfter();
QString insert();
/// Replaces the row with the given id and revision.
QString update();

/// Binds what insert() or update() take. Answers the next position: the expected revision of update().
int bind(Statement &statement, const Machine &machine, const QByteArray &document);

/// The row the statement stands on; WorkspaceRefused / damaged when it cannot be a record of ours.
Result<StoredMachine> read(const Statement &row);

} // namespace machinerow
} // namespace muster
