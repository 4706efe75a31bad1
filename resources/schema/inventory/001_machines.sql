-- SPDX-License-Identifier: GPL-3.0-or-later
-- A database of its own, beside any workspace: every machine that was ever seen at the services that are kept, as it
-- was last seen there. A service's place is its stable id, 16 hexadecimal digits.
-- Times are milliseconds since 1970-01-01T00:00:00Z; identities are the decimal number of did:peaq:<number>.

CREATE TABLE places (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL UNIQUE CHECK (place <> ''),
    seen_at INTEGER NOT NULL,
    listed_at INTEGER NOT NULL DEFAULT 0
) STRICT
--;
CREATE TABLE machines (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL REFERENCES places (number) ON DELETE CASCADE,
    id TEXT NOT NULL CHECK (id <> ''),
    seen_at INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'degraded', 'blocked', 'archived')),
    identity TEXT CHECK (length(identity) BETWEEN 1 AND 78),
    display_name TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    machine_type TEXT NOT NULL,
    runtime_profile TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    labels TEXT NOT NULL,
    policy_ids TEXT NOT NULL,
    skill_keys TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    proof_signer TEXT,
    proof_challenge_id TEXT,
    proof_verified_at INTEGER,
    proof_challenge_expires_at INTEGER,
    proof_controllers TEXT,
    proof_message BLOB,
    proof_signature TEXT,
    verdict INTEGER CHECK (verdict BETWEEN 0 AND 3),
    verdict_reason TEXT,
    verdict_at INTEGER,
    absent_since INTEGER,
    absence_code TEXT NOT NULL DEFAULT '',
    absence_reason TEXT NOT NULL DEFAULT '',
    absence_sentence TEXT NOT NULL DEFAULT '',
    absence_controllers TEXT NOT NULL DEFAULT '[]',
    absence_asked_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (place, id),
    CHECK ((verdict IS NULL) = (verdict_reason IS NULL) AND (verdict IS NULL) = (verdict_at IS NULL))
) STRICT
--;
PRAGMA application_id = 1297437513
--;
PRAGMA user_version = 1
