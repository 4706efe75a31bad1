-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements are separated by a line that holds only a comment and a semicolon. Names here are frozen.
-- Times are milliseconds since 1970-01-01T00:00:00Z; identities are the decimal number of did:peaq:<number>.

CREATE TABLE meta (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    instance_id TEXT NOT NULL,
    registry_revision INTEGER NOT NULL
) STRICT
--;
CREATE TABLE machines (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL CHECK (revision > 0),
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
    document BLOB NOT NULL,
    CHECK ((proof_signer IS NULL) = (proof_challenge_id IS NULL)
       AND (proof_signer IS NULL) = (proof_verified_at IS NULL)
       AND (proof_signer IS NULL) = (proof_challenge_expires_at IS NULL)
       AND (proof_signer IS NULL) = (proof_controllers IS NULL)),
    CHECK (proof_signer IS NULL OR identity IS NOT NULL),
    CHECK ((proof_message IS NULL) = (proof_signature IS NULL)
       AND (proof_message IS NULL OR proof_signer IS NOT NULL))
) STRICT
--;
CREATE UNIQUE INDEX machines_holding_identity ON machines (identity)
    WHERE identity IS NOT NULL AND status <> 'archived'
--;
CREATE TABLE challenges (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL CHECK (length(identity) BETWEEN 1 AND 78),
    message BLOB NOT NULL,
    controllers TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    wrong_attempts INTEGER NOT NULL CHECK (wrong_attempts >= 0),
    used_at INTEGER
) STRICT
--;
CREATE INDEX challenges_of_identity ON challenges (identity)
--;
CREATE INDEX challenges_by_end ON challenges (coalesce(used_at, expires_at))
--;
CREATE TABLE registry (
    identity TEXT PRIMARY KEY CHECK (length(identity) BETWEEN 1 AND 78),
    controllers TEXT NOT NULL,
    operator TEXT NOT NULL,
    name TEXT NOT NULL,
    bonded INTEGER NOT NULL CHECK (bonded IN (0, 1)),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID
--;
CREATE TABLE audit_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT
--;
PRAGMA application_id = 1297437524
--;
PRAGMA user_version = 1
