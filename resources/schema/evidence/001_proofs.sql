-- SPDX-License-Identifier: GPL-3.0-or-later
-- A database of its own, beside any workspace: what each proof that was made here consisted of. Rows are written
-- before the proof is sent and completed with the answer; none is ever taken away.
-- Times are milliseconds since 1970-01-01T00:00:00Z; identities are the decimal number of did:peaq:<number>.

CREATE TABLE proofs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at INTEGER NOT NULL,
    service TEXT NOT NULL CHECK (service <> ''),
    identity TEXT NOT NULL CHECK (length(identity) BETWEEN 1 AND 78),
    challenge_id TEXT NOT NULL,
    message BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    controllers TEXT NOT NULL,
    signer TEXT NOT NULL,
    signature TEXT NOT NULL,
    record BLOB,
    refusal TEXT,
    CHECK (record IS NULL OR refusal IS NULL)
) STRICT
--;
CREATE INDEX proofs_of_challenge ON proofs (identity, challenge_id)
--;
PRAGMA application_id = 1297437509
--;
PRAGMA user_version = 1
