-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an MCR said of identities, and when: state is 'usable' or the reason why the identity cannot be used.

CREATE TABLE resolutions (
    identity TEXT PRIMARY KEY CHECK (length(identity) BETWEEN 1 AND 78),
    state TEXT NOT NULL CHECK (state IN ('usable', 'identity_not_found', 'identity_inactive',
                                         'no_evm_controller', 'homed_elsewhere')),
    controllers TEXT NOT NULL,
    bonded INTEGER NOT NULL CHECK (bonded IN (0, 1)),
    resolved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
--;
CREATE INDEX resolutions_by_age ON resolutions (resolved_at)
--;
PRAGMA user_version = 4
