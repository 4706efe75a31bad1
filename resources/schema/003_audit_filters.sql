-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log is read newest first by any one of its columns: each filter has an index that is in that order.

ALTER TABLE audit_events ADD COLUMN identity TEXT CHECK (length(identity) BETWEEN 1 AND 78)
--;
CREATE INDEX audit_events_by_resource ON audit_events (resource_id, created_at)
--;
UPDATE audit_events SET identity = substr(payload ->> '$.identityRef', 10)
    WHERE type = 'challenge.created' AND payload ->> '$.identityRef' LIKE 'did:peaq:_%'
--;
UPDATE audit_events SET identity = substr(resource_id, 10)
    WHERE type = 'proof.refused' AND resource_type = 'identity' AND resource_id LIKE 'did:peaq:_%'
--;
UPDATE audit_events SET identity = (
        SELECT made.identity FROM audit_events AS made
        WHERE made.resource_id = audit_events.resource_id AND made.type = 'challenge.created')
    WHERE type = 'proof.refused' AND resource_type = 'challenge'
--;
CREATE INDEX audit_events_by_time ON audit_events (created_at)
--;
CREATE INDEX audit_events_by_actor ON audit_events (actor, created_at)
--;
CREATE INDEX audit_events_by_type ON audit_events (type, created_at)
--;
CREATE INDEX audit_events_by_resource_type ON audit_events (resource_type, created_at)
--;
CREATE INDEX audit_events_by_identity ON audit_events (identity, created_at) WHERE identity IS NOT NULL
--;
PRAGMA user_version = 3
